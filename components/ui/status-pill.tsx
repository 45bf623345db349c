import type { ReactNode } from "react";
import { Badge, type Tone } from "./badge";
import { cx } from "./class-names";

const RING = "M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Z";
const CROSS = "M2.5 2.5l7 7M9.5 2.5l-7 7";

/** Of keys and of subscriptions: what has the same name looks the same. */
const LOOKS = {
  pending: { tone: "info", shape: RING },
  active: { tone: "good", shape: RING },
  suspended: { tone: "danger", shape: "M3.5 2v8M8.5 2v8" },
  revoked: { tone: "danger", shape: CROSS },
  expired: { tone: "ended", shape: "M2.5 1.5h7M2.5 10.5h7M3.5 1.5c0 3 5 6 5 9M8.5 1.5c0 3-5 6-5 9" },
  rejected: { tone: "ended", shape: "M2 6h8" },
  withdrawn: { tone: "ended", shape: "M10 6H2.5M5.5 2.5 2 6l3.5 3.5" },
} satisfies Record<string, { tone: Tone; shape: string }>;

type Props = { status: keyof typeof LOOKS; children: ReactNode; className?: string };

/** A status: the API's own word, a shape and a colour. */
export function StatusPill({ status, children, className }: Props) {
  const { tone, shape } = LOOKS[status];
  return (
    <Badge
      tone={tone}
      className={cx(status === "suspended" && "bg-transparent", className)}
      mark={
        <svg viewBox="0 0 12 12" aria-hidden="true" className="size-2.5 shrink-0">
          <path
            d={shape}
            fill={status === "active" ? "currentColor" : "none"}
            stroke="currentColor"
            strokeWidth={status === "suspended" ? 2.6 : 1.6}
            strokeDasharray={status === "pending" ? "2.4 1.6" : undefined}
            strokeLinecap={status === "pending" ? "butt" : "round"}
            strokeLinejoin="round"
          />
        </svg>
      }
    >
      {children}
    </Badge>
  );
}
