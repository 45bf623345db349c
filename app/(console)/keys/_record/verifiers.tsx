import { Bdi } from "@/components/ui/bdi";
import { Time } from "@/components/ui/time";
import type { KeyUsage } from "@/lib/services/keys/usage";
import { FactTable } from "./fact-table";

const KINDS = { gate: "Gate", outpost: "Outpost" };
/** A gate that is gone; an Outpost that one may not see. */
const NAMELESS = { gate: "Gates that run no more", outpost: "An Outpost" };
const count = (n: number) => n.toLocaleString("en");

/** Who checked the key: gates, and Outposts by name for those who may see them. */
export function Verifiers({ verifiers, now }: { verifiers: KeyUsage["verifiers"]; now: Date }) {
  if (verifiers.length === 0)
    return <p className="border-line border-y py-6 text-soft">Nobody has asked about it in 30 days.</p>;
  return (
    <FactTable
      caption="Where it was checked"
      heads={["Verifier", "Verified", "Refused", "Tokens issued", "Last"]}
      rows={verifiers.map(({ kind, name, removed, verified, refused, issued, lastAt }, at) => ({
        id: `${kind} ${name} ${at}`,
        cells: [
          name === null ? (
            NAMELESS[kind]
          ) : (
            <span key="who">
              {KINDS[kind]} <Bdi className="font-strong">{name}</Bdi>
              {removed ? <span className="text-faint">, removed</span> : null}
            </span>
          ),
          count(verified),
          count(refused),
          count(issued),
          <Time key="last" at={lastAt} now={now} />,
        ],
      }))}
    />
  );
}
