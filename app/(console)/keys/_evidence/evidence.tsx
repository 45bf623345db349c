"use client";
import { useRead } from "@/app/_answers/use-read";
import { counted } from "@/components/ui/counted";
import { notBefore } from "@/components/ui/not-before";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { Unread } from "@/components/ui/unread";
import type { Answer } from "@/lib/contracts/answer";
import type { Risk } from "@/lib/domain/keys/withdrawal-risk";
import type { KeyUsage } from "@/lib/services/keys/usage";
import { TokensThatEnd } from "./live-tokens";
import { Through } from "./through";

type ReadUse = (input: { id: string }) => Promise<Answer<KeyUsage>>;

const total = (rows: KeyUsage["outcomes"]) => rows.reduce((sum, row) => sum + row.calls, 0);
export const count = (n: number) => n.toLocaleString("en");
const SHOWN = 5;

/** Who uses a key now. Fetched when the dialog opens, so that it is fresh; "failed" must not keep anybody from withdrawing. */
export function useEvidence(id: string, readUse: ReadUse) {
  const { read: usage, again } = useRead(id, () => readUse({ id }));
  const risk: Risk | "unknown" | null = usage === "failed" ? "unknown" : (usage?.risk ?? null);
  return { usage, risk, again };
}

/** Before a withdrawal: how often the key is called, from where, and what that means. */
export function EvidenceView({ evidence, now }: { evidence: ReturnType<typeof useEvidence>; now: Date }) {
  const { usage, again } = evidence;
  return (
    <EvidenceFrame reading={usage === null} failed={usage === "failed"} onAgain={again}>
      {usage === null || usage === "failed" ? null : <Facts usage={usage} now={now} />}
    </EvidenceFrame>
  );
}

/** The box around evidence, of one key or of many. */
export function EvidenceFrame(props: {
  label?: string;
  reading: boolean;
  failed: boolean;
  onAgain: () => void;
  children: React.ReactNode;
}) {
  const { label = "Who uses it", reading, failed, onAgain, children } = props;
  return (
    <section aria-label={label} className="rounded-lg border border-line bg-paper p-3.5">
      {reading ? (
        <div role="status" className="grid gap-2">
          <span className="sr-only">Reading who calls</span>
          <Skeleton className="h-4 w-2/3" />
          <Skeleton className="h-4 w-1/2" />
        </div>
      ) : failed ? (
        <Unread what="The usage" onAgain={onAgain} />
      ) : (
        children
      )}
    </section>
  );
}

const MEANING: Record<Risk, string | null> = {
  stopped: "Its calls are refused already, so nothing more breaks.",
  idle: "It has not been used in the last 30 days, so nothing should break.",
  quiet: "Nobody has called with it in the last 24 hours, but somebody did within 30 days.",
  "in-use": null,
};

function Facts({ usage, now }: { usage: KeyUsage; now: Date }) {
  const { risk, lastUsedAt, perHour, tokens, callers } = usage;
  const never = total(usage.outcomes) === 0 && lastUsedAt === null;
  return (
    <div className="grid gap-2.5">
      <p className={risk === "in-use" ? "font-strong text-danger" : "text-soft"}>
        {MEANING[risk] ??
          `In use now: ${perHour === 0 ? "called within 24 hours" : `about ${counted(perHour, "call")} an hour`}. These calls will fail.`}
      </p>
      {never ? null : (
        <dl className="grid grid-cols-2 gap-x-3 gap-y-2 sm:grid-cols-4">
          <Figure term="Last used">
            {lastUsedAt ? <Time at={lastUsedAt} now={notBefore(lastUsedAt, now)} /> : "Never"}
          </Figure>
          <Figure term="Calls in 24 h">{count(total(usage.lastDay))}</Figure>
          <Figure term="In 7 days">{count(total(usage.lastWeek))}</Figure>
          <Figure term="In 30 days">{count(total(usage.outcomes))}</Figure>
        </dl>
      )}
      <TokensThatEnd tokens={tokens} now={now} />
      {callers.length > 0 ? (
        <ul
          className="grid grid-cols-[fit-content(45%)_minmax(0,1fr)_auto_auto] gap-x-2 gap-y-1 text-xs"
          aria-label="Callers"
        >
          {callers.slice(0, SHOWN).map((caller) => (
            <li key={`${caller.ip} ${caller.userAgent}`} className="col-span-full grid grid-cols-subgrid">
              <code className="wrap-anywhere">{caller.ip}</code>
              <CallerText caller={caller} />
              <span className="tabular text-right text-soft">{counted(caller.calls, "call")}</span>
              <span className="text-right">
                <Time at={caller.lastAt} now={notBefore(caller.lastAt, now)} />
              </span>
            </li>
          ))}
          {callers.length > SHOWN ? (
            <li className="col-span-full text-faint">and {callers.length - SHOWN} more callers</li>
          ) : null}
        </ul>
      ) : null}
    </div>
  );
}

type Caller = { userAgent: string; atGate: boolean; outposts: readonly (string | null)[] };

/** What a caller calls itself, and the Outposts that it came through. */
export function CallerText({ caller }: { caller: Caller }) {
  return (
    <span className="min-w-0 text-faint">
      <bdi className="block truncate">{caller.userAgent}</bdi>
      {caller.outposts.length > 0 ? (
        <span className="wrap-anywhere block text-soft">
          <Through {...caller} />
        </span>
      ) : null}
    </span>
  );
}

export function Figure({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-faint text-xs">{term}</dt>
      <dd className="tabular font-strong">{children}</dd>
    </div>
  );
}
