import { missedExpiry } from "@/app/(console)/keys/_record/ended-at";
import { MaskedKey } from "@/components/keys/masked-key";
import { maskedKeySet } from "@/components/keys/masked-text";
import { Bdi } from "@/components/ui/bdi";
import { CopiedId } from "@/components/ui/copied-id";
import { DetailsGrid, type Fact } from "@/components/ui/details-grid";
import { utcDay } from "@/components/ui/format-time";
import { ReachedLink } from "@/components/ui/reached-link";
import { Time } from "@/components/ui/time";
import { AUTH_TYPE_LABELS, AUTH_TYPE_PURPOSES } from "@/lib/domain/key-sets/auth-types";
import { STATUS_WORDS } from "@/lib/domain/keys/status";
import type { KeySet } from "@/lib/services/key-sets/get";
import { endedAt } from "./ended-at";

/** What is known of a key set. */
export function KeySetFacts({ set, now }: { set: KeySet; now: Date }) {
  const { id, application, organization, group, environment, authType, publicId, tail } = set;
  const ended = endedAt(set);
  const facts: Fact[] = [
    {
      term: "Application",
      value: (
        <span className="flex flex-wrap gap-x-4 gap-y-2">
          <ReachedLink className="link" href={`/applications/${application.id}`}>
            <Bdi>{application.name}</Bdi>
          </ReachedLink>
          <ReachedLink className="link text-soft" href={`/workspace/keys?application=${application.id}`}>
            All its key sets
          </ReachedLink>
        </span>
      ),
    },
    { term: "Organization", value: <Filtered by="organization" named={organization} /> },
    { term: "Group", value: <Filtered by="group" named={group} /> },
    { term: "Environment", value: <code>{environment}</code> },
    {
      term: "Authentication type",
      value: AUTH_TYPE_LABELS[authType],
      note: AUTH_TYPE_PURPOSES[authType],
    },
    {
      term: "Key",
      value: tail ? (
        <MaskedKey text={maskedKeySet(set)} keyId={publicId} />
      ) : (
        <span className="text-faint">No secret yet</span>
      ),
      note: tail ? "Copy takes the key id, which is safe in logs." : undefined,
    },
    {
      term: "Record id",
      value: <CopiedId id={id} />,
      note: "Stays the same when the key is rotated or regenerated.",
    },
    {
      term: "Created",
      value: (
        <>
          <Time at={set.createdAt} now={now} /> by <Bdi>{set.createdByLabel}</Bdi>
        </>
      ),
    },
    ...(ended
      ? [
          {
            term: STATUS_WORDS[set.status],
            value: <On at={ended} now={now} none="" />,
            note: missedExpiry(ended, set.expiresAt),
          },
        ]
      : [
          { term: "Next rotation", value: <On at={set.rotatesAt} now={now} none="None" /> },
          { term: "Expires", value: <On at={set.expiresAt} now={now} none="Never" /> },
        ]),
    { term: "Last used", value: set.lastUsedAt ? <Time at={set.lastUsedAt} now={now} /> : "Never" },
  ];
  return <DetailsGrid facts={facts} />;
}

/** A name that leads to the key sets of all that share it. */
function Filtered({
  by,
  named,
}: {
  by: "organization" | "group";
  named: { id: string; name: string } | null;
}) {
  if (!named) return <span className="text-faint">None</span>;
  return (
    <ReachedLink className="link" href={`/workspace/keys?${by}=${named.id}`}>
      <Bdi>{named.name}</Bdi>
    </ReachedLink>
  );
}

function On({ at, now, none }: { at: Date | null; now: Date; none: string }) {
  if (!at) return none;
  return (
    <>
      {utcDay(at)} (<Time at={at} now={now} />)
    </>
  );
}
