import { Bdi } from "@/components/ui/bdi";
import { DetailsSummary } from "@/components/ui/details-summary";
import { Time } from "@/components/ui/time";
import type { SigningKey } from "@/lib/services/signing-keys/list";

/** What signed before. Nothing that these keys signed is good any more. */
export function EarlierKeys({ keys, now }: { keys: SigningKey[]; now: Date }) {
  return (
    <details className="group mt-4">
      <DetailsSummary className="link">
        {keys.length === 1 ? "One earlier key" : `${keys.length} earlier keys`}
      </DetailsSummary>
      <ul className="mt-2 border-line border-t">
        {keys.map((key) => (
          <li key={key.id} className="grid gap-0.5 border-line border-b py-2.5">
            <code className="wrap-anywhere text-xs">{key.kid}</code>
            <span className="text-faint text-xs">
              Made by <Bdi>{key.createdByLabel}</Bdi> <Time at={key.createdAt} now={now} />,{" "}
              {key.activatedAt ? "retired" : "withdrawn before it signed"}{" "}
              {key.retiredAt ? <Time at={key.retiredAt} now={now} /> : null}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
