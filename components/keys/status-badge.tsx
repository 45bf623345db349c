import { STATUS_WORDS, type Status } from "@/lib/domain/keys/status";
import { StatusPill } from "../ui/status-pill";

/** A key's status. */
export function StatusBadge({ status, className }: { status: Status; className?: string }) {
  return (
    <StatusPill status={status} className={className}>
      {STATUS_WORDS[status]}
    </StatusPill>
  );
}
