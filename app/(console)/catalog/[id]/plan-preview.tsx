import { expirationWords, rotationWords } from "@/components/policies/policy-sentences";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { AUTH_TYPE_LABELS } from "@/lib/domain/key-sets/auth-types";
import type { ReuseWarning } from "@/lib/domain/key-sets/reuse";
import type { SubscriptionPlan } from "@/lib/services/subscriptions/plan";

export const REUSE_WARNINGS: Record<ReuseWarning, string> = {
  pending: "It is pending: it works once a subscription is approved.",
  suspended: "It is suspended: it does not work until somebody activates it.",
};

type Props = {
  plan: SubscriptionPlan;
  /** Why it cannot be; null = it can. */
  closed: string | null;
};

/** What a subscription would bring: who lets it in, and which key sets are made or reused. */
export function PlanPreview({ plan, closed }: Props) {
  if (closed) return <Alert kind="warning" title={closed} />;
  return (
    <div className="grid gap-3">
      <p>
        {plan.approval === "auto" ? (
          <>
            <span className="font-strong">Approved automatically.</span> The application can call at once.
          </>
        ) : (
          <>
            <span className="font-strong">Waits for approval.</span> New key sets stay pending until it is
            approved.
          </>
        )}
      </p>
      <ul className="border-line border-t">
        {plan.keySets.map((set) => (
          <li key={set.authType} className="border-line border-b py-2.5">
            <PlannedKeySet set={set} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A key set that would be made or reused, and the policy that it goes by. */
export function PlannedKeySet({ set }: { set: SubscriptionPlan["keySets"][number] }) {
  return (
    <span className="grid gap-0.5">
      <span className="flex flex-wrap items-center gap-2">
        <Badge tone={set.reuse ? "info" : "good"}>{set.reuse ? "Reuses" : "New"}</Badge>
        <Bdi className="font-strong">{set.name}</Bdi>
      </span>
      <span className="text-faint text-xs">
        {AUTH_TYPE_LABELS[set.authType]}. {expirationWords(set.policy)}. {rotationWords(set.policy)}.
      </span>
      {set.warning ? <span className="text-soon text-xs">{REUSE_WARNINGS[set.warning]}</span> : null}
    </span>
  );
}
