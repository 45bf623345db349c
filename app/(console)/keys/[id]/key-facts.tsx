import { MaskedKey } from "@/components/keys/masked-key";
import { maskedText } from "@/components/keys/masked-text";
import { ScopeBadges } from "@/components/keys/scope-summary";
import { Bdi } from "@/components/ui/bdi";
import { CopiedId } from "@/components/ui/copied-id";
import { DetailsGrid, type Fact } from "@/components/ui/details-grid";
import { spanOf, utcDay } from "@/components/ui/format-time";
import { Time } from "@/components/ui/time";
import type { HoldSource } from "@/lib/domain/keys/key-facts";
import { STATUS_WORDS } from "@/lib/domain/keys/status";
import type { AccessKey } from "@/lib/services/access-keys/get";
import type { KeyUsage } from "@/lib/services/keys/usage";
import { everyLabel } from "../_access-keys/own-schedule";
import { endedAt, missedExpiry } from "../_record/ended-at";

type Props = { accessKey: AccessKey; usage: Pick<KeyUsage, "callers" | "tokens">; now: Date };

const HOLD_WORDS: Record<HoldSource, string> = {
  manual: "Disabled by hand",
  application: "Its application is suspended",
  user_disabled: "Its user is disabled",
  leak_report: "Reported as leaked",
};

/** What is known of a key. */
export function KeyFacts({ accessKey, usage: { callers, tokens }, now }: Props) {
  const { id, publicId, environment, scopes, createdAt, createdByLabel, lastUsedAt, holds } = accessKey;
  const rotation = ownRotation(accessKey, now);
  const caller = lastUsedAt && callerAt(callers, lastUsedAt);
  const facts: Fact[] = [
    {
      term: "Key",
      value: <MaskedKey text={maskedText(accessKey)} keyId={publicId} />,
      note: "The secret is not stored; Copy takes the key id, which is safe in logs.",
    },
    {
      term: "Record id",
      value: <CopiedId id={id} />,
      note: "Stays the same when the key is regenerated.",
    },
    { term: "Environment", value: <code>{environment}</code> },
    { term: "Scopes", value: <ScopeBadges scopes={scopes} /> },
    {
      term: "Created",
      value: (
        <>
          <Time at={createdAt} now={now} /> by <Bdi>{createdByLabel}</Bdi>
        </>
      ),
    },
    end(accessKey, now),
    rotation,
    {
      term: "Last used",
      value: lastUsedAt ? (
        <>
          <Time at={lastUsedAt} now={now} />
          {caller ? (
            <>
              {" "}
              from <code>{caller.ip}</code>
            </>
          ) : null}
        </>
      ) : (
        "Never"
      ),
    },
  ];
  if (tokens.endBy !== null || scopes.includes("tokens:exchange"))
    facts.push({
      term: "Live tokens",
      value: tokens.endBy ? (
        <>
          {tokens.count.toLocaleString("en")}, the last ends by{" "}
          <Time at={tokens.endBy} now={now} show="clock" />
        </>
      ) : (
        "None"
      ),
      note: "JWTs for which it was exchanged. Revoked, disabled or deleted, it takes them with it; a replaced secret does too, once it ends.",
    });
  if (holds.length > 0) {
    facts.unshift({
      term: "Suspended",
      value: (
        <ul className="grid gap-1">
          {holds.map((hold) => (
            <li key={hold.source}>
              {HOLD_WORDS[hold.source as HoldSource] ?? hold.source}, <Time at={hold.createdAt} now={now} />{" "}
              by <Bdi>{hold.actorLabel}</Bdi>
              {hold.reason ? (
                <>
                  : <Bdi>{hold.reason}</Bdi>
                </>
              ) : null}
            </li>
          ))}
        </ul>
      ),
    });
  }
  return <DetailsGrid facts={facts} />;
}

/** When it expires, or when it was over. */
function end({ status, versions, expiresAt }: AccessKey, now: Date): Fact {
  const ended = endedAt(status, versions.find((version) => version.latest)!);
  const at = ended ?? expiresAt;
  const term = ended ? STATUS_WORDS[status] : "Expires";
  if (!at) return { term, value: "Never", note: "It works until somebody revokes it." };
  return {
    term,
    value: (
      <>
        {utcDay(at)} (<Time at={at} now={now} />)
      </>
    ),
    note: missedExpiry(ended, expiresAt),
  };
}

const HELD_WORDS: Record<NonNullable<AccessKey["rotationHeld"]>, string> = {
  uncollected: "It waits until the new secret of the last one has been collected.",
  "in-overlap": "It waits until the overlap that runs has ended.",
  "rolled-back": "It waits since the last rotation was rolled back. Rotate the key by hand, and it goes on.",
};

/** Automatic rotation: how often, when next, and why it waits. */
function ownRotation(accessKey: AccessKey, now: Date): Fact {
  const { rotateEveryDays, rotateOverlapHours, rotatesAt, rotationHeld, status } = accessKey;
  const term = "Automatic rotation";
  if (rotateEveryDays === null || rotateOverlapHours === null)
    return { term, value: "Never", note: "It is rotated by hand alone." };
  const ended = status === "revoked" || status === "expired";
  return {
    term,
    value: (
      <>
        {everyLabel(rotateEveryDays)}
        {rotatesAt && !ended ? (
          <>
            , next {utcDay(rotatesAt)} (<Time at={rotatesAt} now={now} />)
          </>
        ) : null}
      </>
    ),
    note: rotationHeld
      ? HELD_WORDS[rotationHeld]
      : `The old secret works for ${rotateOverlapHours % 24 === 0 ? spanOf(rotateOverlapHours * 3_600_000) : `${rotateOverlapHours} h`} beside the new one, at least.`,
  };
}

/** Who made the call of that instant: a caller whose calls span it, the one that stopped soonest after. */
function callerAt(callers: KeyUsage["callers"], at: Date) {
  return callers
    .filter((caller) => caller.firstAt <= at && at <= caller.lastAt)
    .sort((a, b) => a.lastAt.getTime() - b.lastAt.getTime())[0];
}
