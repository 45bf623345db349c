import { KeyRound } from "lucide-react";
import { StatusBadge } from "@/components/keys/status-badge";
import { Bdi } from "@/components/ui/bdi";
import { EmptyState } from "@/components/ui/empty-state";
import { ReachedLink } from "@/components/ui/reached-link";
import { AUTH_TYPE_LABELS, AUTH_TYPE_PURPOSES } from "@/lib/domain/key-sets/auth-types";
import { isLiveSubscription } from "@/lib/domain/subscriptions/subscription";
import type { InspectedSubscription } from "@/lib/services/subscriptions/inspect";
import { NewKeySet } from "./new-key-set";

type Props = { subscription: InspectedSubscription; mayRequest: boolean };

/** The key sets of a subscription as they stand; each name leads to its own page. Where one is over, the way to another. */
export function SubscriptionKeySets({ subscription, mayRequest }: Props) {
  const { id, environment, application, api, status, keySets, lacking } = subscription;
  if (keySets.length === 0 && lacking.length === 0)
    return (
      <EmptyState
        icon={<KeyRound />}
        sentence={
          isLiveSubscription(status)
            ? "This subscription has no key set."
            : "The key sets that waited for this subscription went with it."
        }
      />
    );
  return (
    <ul className="border-line border-t">
      {keySets.map((set) => (
        <li
          key={set.id}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1.5 border-line border-b py-3"
        >
          <span className="grid min-w-0">
            <ReachedLink href={`/workspace/keys/${set.id}`} className="link font-strong">
              <Bdi>{set.name}</Bdi>
            </ReachedLink>
            <span className="text-faint text-xs">
              {AUTH_TYPE_LABELS[set.authType]}: {AUTH_TYPE_PURPOSES[set.authType]}
            </span>
          </span>
          <StatusBadge status={set.status} />
        </li>
      ))}
      {lacking.map(({ authType, refusal }) => (
        <li
          key={authType}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b py-3"
        >
          <span className="min-w-0 flex-1 basis-64 text-soft">
            No valid key set for {AUTH_TYPE_LABELS[authType]}: the application cannot call in this way.
          </span>
          {mayRequest ? (
            <NewKeySet
              subscription={{ id, environment, application, api }}
              authType={authType}
              refusal={refusal}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}
