import { Bdi } from "@/components/ui/bdi";
import { Time } from "@/components/ui/time";
import type { KeyUsage } from "@/lib/services/keys/usage";
import { FactTable } from "./fact-table";

const KINDS = { gate: "Gate", outpost: "Outpost" };
const count = (n: number) => n.toLocaleString("en");

/** Who checked the key, gate or Outpost, by name. */
export function Verifiers({ verifiers, now }: { verifiers: KeyUsage["verifiers"]; now: Date }) {
  if (verifiers.length === 0)
    return <p className="border-line border-y py-6 text-soft">Nobody has asked about it in 30 days.</p>;
  return (
    <FactTable
      caption="Where it was checked"
      heads={["Verifier", "Verified", "Refused", "Tokens issued", "Last"]}
      rows={verifiers.map(({ kind, name, verified, refused, issued, lastAt }) => ({
        id: `${kind} ${name}`,
        cells: [
          name === null ? (
            "Gates that run no more"
          ) : (
            <span key="who">
              {KINDS[kind]} <Bdi className="font-strong">{name}</Bdi>
            </span>
          ),
          count(verified),
          count(refused),
          kind === "outpost" ? (
            <span key="none" className="text-faint">
              none
            </span>
          ) : (
            count(issued)
          ),
          <Time key="last" at={lastAt} now={now} />,
        ],
      }))}
    />
  );
}
