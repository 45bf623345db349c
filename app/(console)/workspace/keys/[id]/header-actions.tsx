"use client";
import { CirclePause, CirclePlay, KeyRound, Pencil, RefreshCw } from "lucide-react";
import { sleeping } from "@/app/_answers/sleeping";
import { Button } from "@/components/ui/button";
import { useKeySetDesk } from "./key-set-desk";
import { useActivate } from "./use-activate";

const icon = "size-4";

/** What the reader's role may do with the key set; a move that is closed now sleeps and says why. */
export function KeySetActions() {
  const { subject, open } = useKeySetDesk();
  const { busy, activate } = useActivate(subject);
  const { may, moves, latest, status } = subject;
  return (
    <>
      {may.rename ? (
        <Button
          icon={<Pencil aria-hidden="true" className={icon} />}
          sleeping={sleeping(moves.edit)}
          onClick={() => open({ kind: "rename" })}
        >
          Rename
        </Button>
      ) : null}
      {status === "suspended" ? (
        may.activate ? (
          <Button
            icon={<CirclePlay aria-hidden="true" className={icon} />}
            busy={busy}
            sleeping={sleeping(moves.enable)}
            onClick={activate}
          >
            Activate
          </Button>
        ) : null
      ) : may.suspend ? (
        <Button
          icon={<CirclePause aria-hidden="true" className={icon} />}
          sleeping={sleeping(moves.disable)}
          onClick={() => open({ kind: "suspend" })}
        >
          Suspend
        </Button>
      ) : null}
      {may.regenerate ? (
        <Button
          icon={<RefreshCw aria-hidden="true" className={icon} />}
          sleeping={sleeping(moves.regenerate)}
          onClick={() => open({ kind: "regenerate" })}
        >
          Regenerate Key
        </Button>
      ) : null}
      {may.retrieve ? (
        <Button
          variant="primary"
          icon={<KeyRound aria-hidden="true" className={icon} />}
          sleeping={sleeping(latest.retrieval)}
          onClick={() => open({ kind: "retrieve", version: null, once: latest.revealOnce })}
        >
          Retrieve Credentials
        </Button>
      ) : null}
    </>
  );
}
