"use client";
import { createContext, type ReactNode, use, useMemo } from "react";
import type { Notice } from "@/app/_answers/act-notice";
import { useDesk } from "@/app/(console)/_dialogs/use-desk";
import type { DeskSetting } from "@/app/(console)/keys/_issue/desk-setting";
import type { PersonalKeyRow } from "@/lib/services/personal-keys/personal-key-row";
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
const DeskContext = createContext<Desk | null>(null);

/** Holds the dialogs above the rows: a refreshed table never takes away the one that is showing a secret. */
export function ApiKeysDesk({ setting, children }: { setting: DeskSetting; children: ReactNode }) {
  const { task, notice, tell, open, frame } = useDesk<Task>();
  const desk = useMemo((): Desk => ({ setting, open, notice, tell }), [setting, open, notice, tell]);
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
