import { shortMaskedText } from "@/components/keys/masked-text";
import { StatusBadge } from "@/components/keys/status-badge";
import { Bdi } from "@/components/ui/bdi";
import { notBefore } from "@/components/ui/not-before";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import type { CleanUpPlan } from "@/lib/services/keys/clean-up";
import { keyCount } from "./clean-up-actions";

type Props = {
  keys: CleanUpPlan["keys"];
  /** How many match in all. */
  total: number;
  reading: boolean;
  now: Date;
};

/** What will go, by name: the very keys that Delete deletes. */
export function CleanUpList({ keys, total, reading, now }: Props) {
  return (
    <section aria-label="Keys that will be deleted" aria-busy={reading || undefined}>
      <p role="status" className="mb-2">
        {reading ? (
          "Reading the list"
        ) : keys.length === 0 ? (
          "No key is like that."
        ) : (
          <>
            <span className="font-strong">{keyCount(keys.length)}</span> will be deleted.
            {total > keys.length
              ? ` These are the first of ${total.toLocaleString("en")}; clean up again for the rest.`
              : null}
          </>
        )}
      </p>
      {reading ? (
        <div className="grid gap-2">
          <Skeleton className="h-4 w-3/4" />
          <Skeleton className="h-4 w-1/2" />
        </div>
      ) : keys.length > 0 ? (
        <ul
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be within reach of the keyboard
          tabIndex={0}
          aria-label="Keys"
          className="max-h-56 overflow-y-auto rounded-lg border border-line bg-paper"
        >
          {keys.map((key) => (
            <li
              key={key.id}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line px-3 py-2 not-first:border-t"
            >
              <span className="min-w-0 flex-1 basis-40">
                <Bdi className="block truncate font-strong">{key.name}</Bdi>
                <code className="text-faint text-xs">{shortMaskedText(key)}</code>
              </span>
              <span className="flex gap-1.5">
                {key.status === "revoked" && key.expired ? <StatusBadge status="expired" /> : null}
                {key.status === "expired" && key.disabled ? <StatusBadge status="suspended" /> : null}
                <StatusBadge status={key.status} />
              </span>
              <span className="w-full text-faint text-xs sm:w-32 sm:text-right">
                {key.lastUsedAt ? (
                  <>
                    Used <Time at={key.lastUsedAt} now={notBefore(key.lastUsedAt, now)} />
                  </>
                ) : (
                  "Never used"
                )}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
