"use client";
import { IfMay } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { useKeyDesk } from "../_access-keys/key-desk";
import type { KeySubject } from "../_access-keys/key-subject";

/** Opens the schedule of a key that can still be rotated. */
export function ScheduleButton({ subject }: { subject: KeySubject }) {
  const { open } = useKeyDesk();
  if (subject.status !== "active" && subject.status !== "suspended") return null;
  return (
    <IfMay permission="access-key:edit">
      <Button onClick={() => open({ kind: "schedule", key: subject })}>Automatic rotation</Button>
    </IfMay>
  );
}
