"use client";
import { createContext, type ReactNode, use, useMemo, useRef, useState } from "react";
import type { PersonalKeyRow } from "@/lib/services/personal-keys/personal-key-row";
import type { DeskSetting, Notice } from "../../keys/_access-keys/key-desk";
import { CleanUpDialog } from "../../keys/_clean-up/clean-up-dialog";
import { cleanUpApiKeys, readApiKeysCleanUp } from "./actions";
import { CreateApiKeyDialog } from "./create-api-key-dialog";
import { DeleteApiKeyDialog } from "./delete-api-key-dialog";
import { RegenerateApiKeyDialog } from "./regenerate-api-key-dialog";

const CLEAN_UP = { plan: readApiKeysCleanUp, sweep: cleanUpApiKeys };

type Task = { kind: "create" | "clean-up" } | { kind: "regenerate" | "delete"; row: PersonalKeyRow };

interface Desk {
  setting: DeskSetting;
  open: (task: Task) => void;
  notice: Notice | null;
  tell: (notice: Notice | null) => void;
}
/** A dialog has closed, and given the focus back. */
const CLOSED_AFTER_MS = 250;
const DeskContext = createContext<Desk | null>(null);

/** Holds the dialogs above the rows: a refreshed table never takes away the one that is showing a secret. */
export function ApiKeysDesk({ setting, children }: { setting: DeskSetting; children: ReactNode }) {
  const [task, setTask] = useState<(Task & { turn: number }) | null>(null);
  const [shown, setShown] = useState(false);
  const [notice, tell] = useState<Notice | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const desk = useMemo(
    (): Desk => ({
      setting,
      notice,
      tell,
      open(next) {
        opener.current = document.activeElement as HTMLElement | null;
        tell(null);
        setTask((last) => ({ ...next, turn: (last?.turn ?? 0) + 1 }));
        setShown(true);
      },
    }),
    [setting, notice],
  );
  function onClose() {
    setShown(false);
    setTimeout(() => {
      if (document.activeElement !== document.body) return;
      // Where the button that opened the dialog is gone (the empty state's), the focus would be nowhere.
      const back = opener.current?.isConnected ? opener.current : null;
      (back ?? document.querySelector<HTMLElement>("[data-create-key]"))?.focus();
    }, CLOSED_AFTER_MS);
  }
  const frame = { open: shown, onClose };
  return (
    <DeskContext value={desk}>
      {children}
      {task?.kind === "clean-up" ? (
        <CleanUpDialog key={task.turn} actions={CLEAN_UP} now={setting.now} {...frame} />
      ) : null}
      {task?.kind === "create" ? <CreateApiKeyDialog key={task.turn} {...frame} /> : null}
      {task?.kind === "regenerate" ? (
        <RegenerateApiKeyDialog key={task.turn} row={task.row} {...frame} />
      ) : null}
      {task?.kind === "delete" ? <DeleteApiKeyDialog key={task.turn} row={task.row} {...frame} /> : null}
    </DeskContext>
  );
}

export function useApiKeysDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error("stands outside an ApiKeysDesk");
  return desk;
}
