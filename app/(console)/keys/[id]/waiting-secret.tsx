"use client";
import { Eye } from "lucide-react";
import { IfMay } from "@/components/shell/permissions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { useKeyDesk } from "../_access-keys/key-desk";
import type { KeySubject } from "../_access-keys/key-subject";

type Props = {
  subject: KeySubject;
  /** When the schedule made it. */
  since: Date;
  /** When the old secret ends as things are; "until-ended" = when somebody ends it, null = it has ended. */
  oldUntil: Date | "until-ended" | null;
  now: Date;
};

/** A secret that the schedule made waits to be collected: how long already, and what holds meanwhile. */
export function WaitingSecret({ subject, since, oldUntil, now }: Props) {
  const { open } = useKeyDesk();
  return (
    <section aria-label="Waiting secret" className="mb-8">
      <Alert
        kind="warning"
        title="A new secret waits to be collected"
        action={
          <IfMay permission="access-key:reveal">
            <Button
              variant="primary"
              icon={<Eye aria-hidden="true" className="size-4" />}
              onClick={() => open({ kind: "reveal", key: subject })}
            >
              Reveal new secret
            </Button>
          </IfMay>
        }
      >
        The schedule rotated this key <Time at={since} now={now} />, and nobody has collected the new secret
        yet.{" "}
        {oldUntil === null ? (
          "The old one has ended, so programs that used it are refused."
        ) : (
          <>
            The old one keeps working meanwhile
            {oldUntil === "until-ended" ? null : (
              <>
                , at most until the new one expires, <Time at={oldUntil} now={now} />
              </>
            )}
            .
          </>
        )}
      </Alert>
    </section>
  );
}
