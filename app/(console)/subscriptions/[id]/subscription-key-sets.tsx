import { KeyRound } from "lucide-react";
import { endedAt } from "@/app/(console)/keys/_record/ended-at";
import { StatusBadge } from "@/components/keys/status-badge";
import { Bdi } from "@/components/ui/bdi";
import { EmptyState } from "@/components/ui/empty-state";
import { ReachedLink } from "@/components/ui/reached-link";
import { Time } from "@/components/ui/time";
import { AUTH_TYPE_LABELS, AUTH_TYPE_PURPOSES } from "@/lib/domain/key-sets/auth-types";
import { STATUS_WORDS } from "@/lib/domain/keys/status";
import { isLiveSubscription } from "@/lib/domain/subscriptions/subscription";
import type { InspectedSubscription } from "@/lib/services/subscriptions/inspect";
import { NewKeySet } from "./new-key-set";

type Props = { subscription: InspectedSubscription; now: Date; mayRequest: boolean };

/** The key sets of a subscription as they stand; each name leads to its own page. Where one is over, the way to another. */
export function SubscriptionKeySets({ subscription, now, mayRequest }: Props) {
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
        <li key={set.id} className="flex items-center justify-between gap-x-6 border-line border-b py-3">
          <span className="grid min-w-0">
            <ReachedLink href={`/workspace/keys/${set.id}`} className="link font-strong">
              <Bdi>{set.name}</Bdi>
            </ReachedLink>
            <span className="text-faint text-xs">
              {AUTH_TYPE_LABELS[set.authType]}: {AUTH_TYPE_PURPOSES[set.authType]}
            </span>
            <span className="text-faint text-xs">
              <Since set={set} now={now} />
            </span>
          </span>
          <StatusBadge status={set.status} className="shrink-0" />
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

/** One that is over and the one in its place may have one name: the dates tell them apart. */
function Since({ set, now }: { set: InspectedSubscription["keySets"][number]; now: Date }) {
  const ended = endedAt(set.status, set.version);
  return (
    <>
      Created <Time at={set.createdAt} now={now} />
      {ended ? (
        <>
          , {STATUS_WORDS[set.status].toLowerCase()} <Time at={ended} now={now} />
        </>
      ) : null}
    </>
  );
}
