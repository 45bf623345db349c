import { MILESTONE_LABELS, type Milestone, type MilestoneKind } from "@/lib/domain/key-sets/milestones";
import type { RevokeReason } from "@/lib/domain/keys/key-facts";
import { Timeline } from "../timeline/timeline";
import type { Tone } from "../ui/badge";
import { latestFirst } from "./milestone-order";

type Props = {
  /** In order of time. */
  milestones: Milestone[];
  reasons: Record<RevokeReason, string>;
  now: Date;
};

const TONES: Record<MilestoneKind, Tone> = {
  provisioning: "good",
  rotation: "info",
  expiration: "ended",
  revocation: "danger",
};

/** Event milestones: what is planned for a key set and what has happened, the latest on top. */
export function Milestones({ milestones, reasons, now }: Props) {
  const several = milestones.some(({ generation }) => generation > 1);
  const order = latestFirst(milestones);
  return (
    <Timeline
      now={now}
      milestones={order.map((one, index) => ({
        id: `${one.generation} ${one.kind} ${order.length - index}`,
        title: several
          ? `${MILESTONE_LABELS[one.kind]} of key ${one.generation}`
          : MILESTONE_LABELS[one.kind],
        tone: one.reason === "superseded" ? "ended" : TONES[one.kind],
        plannedAt: one.plannedAt,
        actualAt: one.actualAt,
        cancelled: one.cancelled,
        detail: detailOf(one, reasons),
      }))}
    />
  );
}

function detailOf({ kind, actualAt, plannedAt, reason }: Milestone, reasons: Props["reasons"]) {
  if (reason) return reasons[reason];
  if (kind === "provisioning" && !actualAt && !plannedAt) return "It gets its first secret with an approval.";
  return null;
}
