import { Check, CircleAlert, CircleHelp, Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { Bdi } from "@/components/ui/bdi";
import { Time } from "@/components/ui/time";
import type { ProofStanding } from "@/lib/domain/signing-keys/proof";
import type { ProvingOutpost } from "@/lib/services/signing-keys/rotation";
import { clockWords } from "../clock-words";

const LOOKS: Record<ProofStanding, { word: string; ink: string; mark: ReactNode }> = {
  proven: { word: "has verified it", ink: "text-good", mark: <Check /> },
  waiting: { word: "has not answered yet", ink: "text-soon", mark: <Hourglass /> },
  refused: { word: "could not verify it", ink: "text-danger", mark: <CircleAlert /> },
  unknown: { word: "is unknown: nobody hears of it", ink: "text-ended", mark: <CircleHelp /> },
};

/** Who has verified a token of the next key; of whoever has not, all that helps to find out why. */
export function ProvingOutposts({ outposts, now }: { outposts: ProvingOutpost[]; now: Date }) {
  if (outposts.length === 0)
    return <p className="text-soft">No Outpost is enrolled, so there is nobody to wait for.</p>;
  return (
    <ul className="border-line border-t" aria-label="Outposts and the next key">
      {outposts.map((outpost, at) => {
        const { word, ink, mark } = LOOKS[outpost.standing];
        return (
          <li
            key={outpost.id}
            className="grid gap-0.5 border-line border-b py-2"
            data-standing={outpost.standing}
          >
            <span className="wrap-anywhere flex items-start gap-2">
              <span aria-hidden="true" className={`mt-0.5 shrink-0 ${ink} [&_svg]:size-4`}>
                {mark}
              </span>
              <span className="min-w-0">
                <Bdi className="font-strong">{calledAt(outpost, at)}</Bdi> {word}
              </span>
            </span>
            {outpost.standing === "proven" ? null : <Straggler outpost={outpost} now={now} />}
          </li>
        );
      })}
    </ul>
  );
}

/** Those who may not see Outposts tell them apart by their place. */
export const calledAt = ({ name }: Pick<ProvingOutpost, "name">, at: number) => name ?? `Outpost ${at + 1}`;

function Straggler({ outpost, now }: { outpost: ProvingOutpost; now: Date }) {
  const { lastSeenAt, error } = outpost;
  return (
    <span className="wrap-anywhere pl-6 text-faint text-xs">
      {error === null ? null : <span className="text-danger">It says: {error.replaceAll("_", " ")}. </span>}
      {lastSeenAt === null ? (
        "It has never called."
      ) : (
        <>
          Last seen <Time at={lastSeenAt} now={now} />
          <WhatRuns outpost={outpost} />
        </>
      )}
    </span>
  );
}

/** Its version, its clock and its keys, for those who may see Outposts. */
function WhatRuns({ outpost: { version, clockSkewMs, kids } }: { outpost: ProvingOutpost }) {
  if (kids === null) return ".";
  const clock = clockWords(clockSkewMs);
  return (
    <>
      , version {version ?? "not told"}
      {clock ? <span className="text-soon">, {clock}</span> : null},{" "}
      {kids.length === 0 ? "no key" : kids.length === 1 ? "one key" : `${kids.length} keys`} in memory
      {kids.map((kid) => (
        <code key={kid} title={kid} className="ml-1.5">
          {kid.slice(0, 10)}
        </code>
      ))}
    </>
  );
}
