import { Badge, type Tone } from "@/components/ui/badge";
import { counted } from "@/components/ui/counted";
import { spanOf } from "@/components/ui/format-time";
import { Time } from "@/components/ui/time";
import type { Moving } from "@/lib/domain/keys/moving";
import type { RemainingCaller } from "@/lib/services/access-keys/rotation";
import { FactTable } from "../_record/fact-table";

const WORDS: Record<Moving, { word: string; tone: Tone }> = {
  calling: { word: "Still calling", tone: "soon" },
  unseen: { word: "Not seen since the rotation", tone: "plain" },
  moved: { word: "Moved", tone: "good" },
};

/** The callers of the old secret, and which of them have changed over. */
export function RemainingCallers({ callers, now }: { callers: RemainingCaller[]; now: Date }) {
  if (callers.length === 0)
    return (
      <p className="border-line border-y py-4 text-soft">
        Nobody was let in with the old secret in the 30 days before the rotation, nor since.
      </p>
    );
  return (
    <FactTable
      caption="Callers of the old secret"
      heads={["Caller", "State", "Last with the old", "How often"]}
      wide="State"
      rows={callers.map((caller) => ({
        id: `${caller.ip} ${caller.userAgent}`,
        cells: [
          <span key="who" className="block max-w-full sm:max-w-72 sm:py-1.5">
            <code>{caller.ip}</code>
            <bdi title={caller.userAgent} className="line-clamp-2 wrap-anywhere text-faint text-xs">
              {caller.userAgent || "No user agent"}
            </bdi>
          </span>,
          <Badge key="state" tone={WORDS[caller.moving].tone}>
            {WORDS[caller.moving].word}
          </Badge>,
          <Time key="last" at={caller.lastAt} now={caller.lastAt > now ? caller.lastAt : now} />,
          howOften(caller),
        ],
      }))}
    />
  );
}

function howOften({ calls, everyMs }: RemainingCaller): string {
  if (everyMs !== null) return `About every ${spanOf(Math.max(1000, everyMs))}`;
  return calls === 1 ? "Once" : `${counted(calls, "call")} so far`;
}
