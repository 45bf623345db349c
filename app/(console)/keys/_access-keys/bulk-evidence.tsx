import { Bdi } from "@/components/ui/bdi";
import { notBefore } from "@/components/ui/not-before";
import { Time } from "@/components/ui/time";
import type { KeySelection } from "@/lib/services/access-keys/selection";
import { keyCount } from "../_clean-up/clean-up-actions";
import { CallerText, count, EvidenceFrame, Figure } from "../_evidence/evidence";
import { TokensThatEnd } from "../_evidence/live-tokens";

type Props = { facts: KeySelection | "failed" | null; now: Date; onAgain: () => void };

/** The evidence of many keys together: how many are in use, how often, and by whom. */
export function BulkEvidence({ facts, now, onAgain }: Props) {
  return (
    <EvidenceFrame
      label="Who uses them"
      reading={facts === null}
      failed={facts === "failed"}
      onAgain={onAgain}
    >
      {facts === null || facts === "failed" ? null : <Sum facts={facts} now={now} />}
    </EvidenceFrame>
  );
}

function Sum({ facts, now }: { facts: KeySelection; now: Date }) {
  const inUse = facts.keys.filter((key) => key.risk === "in-use").length;
  const quiet = facts.keys.filter((key) => key.risk === "quiet").length;
  return (
    <div className="grid gap-2.5">
      <p className={inUse > 0 ? "font-strong text-danger" : "text-soft"}>
        {inUse > 0
          ? `${keyCount(inUse)} in use within the last 24 hours. These calls will fail.`
          : quiet > 0
            ? "None was used in the last 24 hours; some were within 30 days."
            : "None that works was used in the last 30 days, so nothing should break."}
      </p>
      {facts.callsLastDay > 0 ? (
        <dl className="grid grid-cols-3 gap-3">
          <Figure term="In use">{count(inUse)}</Figure>
          <Figure term="Calls in 24 h">{count(facts.callsLastDay)}</Figure>
          <Figure term="Calls an hour now">{count(facts.perHour)}</Figure>
        </dl>
      ) : null}
      <TokensThatEnd tokens={facts.tokens} now={now} many={facts.keys.length > 1} />
      {facts.callers.length > 0 ? (
        <ul
          className="grid grid-cols-[fit-content(8rem)_fit-content(35%)_minmax(0,1fr)_auto] gap-x-2 gap-y-1 text-xs"
          aria-label="Callers"
        >
          {facts.callers.map((caller) => (
            <li
              key={`${caller.keyId} ${caller.ip} ${caller.userAgent}`}
              className="col-span-full grid grid-cols-subgrid"
            >
              <Bdi className="min-w-0 truncate">{caller.keyName}</Bdi>
              <code className="wrap-anywhere">{caller.ip}</code>
              <CallerText caller={caller} />
              <span className="text-right">
                <Time at={caller.lastAt} now={notBefore(caller.lastAt, now)} />
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
