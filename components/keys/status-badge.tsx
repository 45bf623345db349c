import { STATUS_WORDS, type Status } from "@/lib/domain/keys/status";
import { Badge, type Tone } from "../ui/badge";
import { cx } from "../ui/class-names";

const looks: Record<Status, { tone: Tone; shape: string; className?: string }> = {
  pending: { tone: "info", shape: "M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Z" },
  active: { tone: "good", shape: "M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Z" },
  suspended: { tone: "danger", shape: "M3.5 2v8M8.5 2v8", className: "bg-transparent" },
  revoked: { tone: "danger", shape: "M2.5 2.5l7 7M9.5 2.5l-7 7" },
  expired: {
    tone: "ended",
    shape: "M2.5 1.5h7M2.5 10.5h7M3.5 1.5c0 3 5 6 5 9M8.5 1.5c0 3-5 6-5 9",
  },
};

/** A key's status: the API's own word, a shape and a colour. */
export function StatusBadge({ status, className }: { status: Status; className?: string }) {
  const { tone, shape, className: own } = looks[status];
  const filled = status === "active";
  return (
    <Badge
      tone={tone}
      className={cx(own, className)}
      mark={
        <svg viewBox="0 0 12 12" aria-hidden="true" className="size-2.5 shrink-0">
          <path
            d={shape}
            fill={filled ? "currentColor" : "none"}
            stroke="currentColor"
            strokeWidth={status === "suspended" ? 2.6 : 1.6}
            strokeDasharray={status === "pending" ? "2.4 1.6" : undefined}
            strokeLinecap={status === "pending" ? "butt" : "round"}
          />
        </svg>
      }
    >
      {STATUS_WORDS[status]}
    </Badge>
  );
}
