import { counted } from "@/components/ui/counted";
import { Time } from "@/components/ui/time";
import type { LiveTokens } from "@/lib/domain/tokens/live-tokens";

type Props = { tokens: LiveTokens; now: Date; many?: boolean };

/** Before a withdrawal: the tokens that the keys got, and what becomes of them. */
export function TokensThatEnd({ tokens: { count, endBy }, now, many = false }: Props) {
  if (count === 0 || endBy === null) return null;
  return (
    <p className="text-soft">
      <strong className="font-strong text-ink">
        {many ? "They hold" : "It holds"} {counted(count, "live token")}
      </strong>
      {count === 1 ? ", which ends by " : ", the last of which ends by "}
      <Time at={endBy} now={now} show="clock" />. {count === 1 ? "It is" : "They are"} refused too: at the hub
      at once, at each connected Outpost within a second. An API that checks signatures alone, and asks
      neither, lets {count === 1 ? "it" : "them"} pass until then.
    </p>
  );
}
