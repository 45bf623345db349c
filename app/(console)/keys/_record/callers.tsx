import { Time } from "@/components/ui/time";
import type { KeyUsage } from "@/lib/services/keys/usage";
import { Through } from "../_evidence/through";
import { FactTable } from "./fact-table";

/** Who called with the key: address, program, first, last, how often. */
export function Callers({ callers, now }: { callers: KeyUsage["callers"]; now: Date }) {
  if (callers.length === 0)
    return <p className="border-line border-y py-6 text-soft">Nobody has called with this key yet.</p>;
  return (
    <FactTable
      caption="Callers"
      heads={["Address", "User agent", "First", "Last", "Calls"]}
      wide="User agent"
      rows={callers.map((caller) => ({
        id: `${caller.ip} ${caller.userAgent}`,
        cells: [
          <code key="ip" className="wrap-anywhere">
            {caller.ip}
          </code>,
          <span key="agent" className="block max-w-full sm:min-w-24 sm:max-w-64 sm:py-1.5">
            <bdi title={caller.userAgent} className="line-clamp-2 wrap-anywhere text-soft">
              {caller.userAgent || "None given"}
            </bdi>
            {caller.outposts.length > 0 ? (
              <span className="wrap-anywhere block text-xs">
                <Through {...caller} />
              </span>
            ) : null}
          </span>,
          <Time key="first" at={caller.firstAt} now={now} />,
          <Time key="last" at={caller.lastAt} now={now} />,
          caller.calls.toLocaleString("en"),
        ],
      }))}
    />
  );
}
