"use client";
import { CirclePause, CirclePlay, Pencil, RefreshCw, Replace } from "lucide-react";
import { sleeping } from "@/app/_answers/sleeping";
import { useMay } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { useKeyDesk } from "../_access-keys/key-desk";
import type { KeySubject } from "../_access-keys/key-subject";
import { useKeyActs } from "../_access-keys/use-key-acts";

const icon = "size-4";

/** Edit, disable or enable, rotate, regenerate. */
export function KeyHeaderActions({ subject }: { subject: KeySubject }) {
  const { open } = useKeyDesk();
  const { busy, disable, enable } = useKeyActs(subject);
  const { moves } = subject;
  const may = useMay();
  return (
    <>
      {may("access-key:edit") ? (
        <Button
          icon={<Pencil aria-hidden="true" className={icon} />}
          sleeping={sleeping(moves.edit)}
          onClick={() => open({ kind: "edit", key: subject })}
        >
          Edit
        </Button>
      ) : null}
      {!may("access-key:disable") ? null : subject.status === "suspended" ? (
        <Button
          icon={<CirclePlay aria-hidden="true" className={icon} />}
          busy={busy === "enable"}
          sleeping={sleeping(moves.enable)}
          onClick={enable}
        >
          Enable
        </Button>
      ) : (
        <Button
          icon={<CirclePause aria-hidden="true" className={icon} />}
          busy={busy === "disable"}
          sleeping={sleeping(moves.disable)}
          onClick={disable}
        >
          Disable
        </Button>
      )}
      {may("access-key:rotate") ? (
        <Button
          icon={<Replace aria-hidden="true" className={icon} />}
          sleeping={sleeping(moves.rotate)}
          onClick={() => open({ kind: "rotate", key: subject })}
        >
          Rotate
        </Button>
      ) : null}
      {may("access-key:regenerate") ? (
        <Button
          icon={<RefreshCw aria-hidden="true" className={icon} />}
          sleeping={sleeping(moves.regenerate)}
          onClick={() => open({ kind: "regenerate", key: subject })}
        >
          Regenerate
        </Button>
      ) : null}
    </>
  );
}
