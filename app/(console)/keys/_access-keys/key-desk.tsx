"use client";
import { createContext, lazy, type ReactNode, Suspense, use, useMemo } from "react";
import type { Notice } from "@/app/_answers/act-notice";
import { useDesk } from "@/app/(console)/_dialogs/use-desk";
import type { BulkMove } from "@/lib/services/access-keys/selection";
import type { DeskSetting } from "../_issue/desk-setting";
import { cleanUpKeys, readCleanUp } from "./actions";
import type { KeysPicked } from "./bulk-acts";
import type { KeySubject } from "./key-subject";

// Loaded when the first of its kind opens: a page that is only looked at does without them.
const CleanUpDialog = lazy(() =>
  import("../_clean-up/clean-up-dialog").then((it) => ({ default: it.CleanUpDialog })),
);
const BulkDialog = lazy(() => import("./bulk-dialog").then((it) => ({ default: it.BulkDialog })));
const CreateKeyDialog = lazy(() =>
  import("./create-key-dialog").then((it) => ({ default: it.CreateKeyDialog })),
);
const DeleteKeyDialog = lazy(() =>
  import("./delete-key-dialog").then((it) => ({ default: it.DeleteKeyDialog })),
);
const EditKeyDialog = lazy(() => import("./edit-key-dialog").then((it) => ({ default: it.EditKeyDialog })));
const OverlapDialog = lazy(() => import("./overlap-dialog").then((it) => ({ default: it.OverlapDialog })));
const RegenerateKeyDialog = lazy(() =>
  import("./regenerate-key-dialog").then((it) => ({ default: it.RegenerateKeyDialog })),
);
const RevealKeyDialog = lazy(() =>
  import("./reveal-key-dialog").then((it) => ({ default: it.RevealKeyDialog })),
);
const RevokeKeyDialog = lazy(() =>
  import("./revoke-key-dialog").then((it) => ({ default: it.RevokeKeyDialog })),
);
const RotateKeyDialog = lazy(() =>
  import("./rotate-key-dialog").then((it) => ({ default: it.RotateKeyDialog })),
);
const ScheduleDialog = lazy(() => import("./schedule-dialog").then((it) => ({ default: it.ScheduleDialog })));

const CLEAN_UP = { plan: readCleanUp, sweep: cleanUpKeys };

type Task =
  | { kind: "create" | "clean-up" }
  | { kind: "bulk"; move: BulkMove; picked: KeysPicked; onDone: () => void }
  | {
      kind:
        | "edit"
        | "schedule"
        | "regenerate"
        | "rotate"
        | "reveal"
        | "end-overlap"
        | "roll-back"
        | "revoke"
        | "delete";
      key: KeySubject;
    };

interface Desk {
  setting: DeskSetting;
  open: (task: Task) => void;
  notice: Notice | null;
  tell: (notice: Notice | null) => void;
  /** Where to go once the key at hand is deleted; null = stay. */
  afterDelete: string | null;
}
const DeskContext = createContext<Desk | null>(null);

/**
 * Holds every dialog of a page, above the rows: a refreshed or emptied table never takes away the one that is showing
 * a secret. One dialog at a time; each opening is a fresh form with an idempotency key of its own.
 */
export function KeyDesk({
  setting,
  afterDelete = null,
  children,
}: {
  setting: DeskSetting;
  afterDelete?: string | null;
  children: ReactNode;
}) {
  const { task, notice, tell, open, frame } = useDesk<Task>();
  const desk = useMemo(
    (): Desk => ({ setting, open, notice, tell, afterDelete }),
    [setting, open, notice, tell, afterDelete],
  );
  return (
    <DeskContext value={desk}>
      {children}
      <Suspense fallback={null}>
        {task?.kind === "clean-up" ? (
          <CleanUpDialog key={task.turn} actions={CLEAN_UP} now={setting.now} {...frame} />
        ) : null}
        {task?.kind === "bulk" ? <BulkDialog key={task.turn} {...task} {...frame} /> : null}
        {task?.kind === "create" ? <CreateKeyDialog key={task.turn} {...frame} /> : null}
        {task?.kind === "edit" ? <EditKeyDialog key={task.turn} subject={task.key} {...frame} /> : null}
        {task?.kind === "schedule" ? <ScheduleDialog key={task.turn} subject={task.key} {...frame} /> : null}
        {task?.kind === "regenerate" ? (
          <RegenerateKeyDialog key={task.turn} subject={task.key} {...frame} />
        ) : null}
        {task?.kind === "rotate" ? <RotateKeyDialog key={task.turn} subject={task.key} {...frame} /> : null}
        {task?.kind === "end-overlap" || task?.kind === "roll-back" ? (
          <OverlapDialog key={task.turn} act={task.kind} subject={task.key} {...frame} />
        ) : null}
        {task?.kind === "reveal" ? <RevealKeyDialog key={task.turn} subject={task.key} {...frame} /> : null}
        {task?.kind === "revoke" ? <RevokeKeyDialog key={task.turn} subject={task.key} {...frame} /> : null}
        {task?.kind === "delete" ? <DeleteKeyDialog key={task.turn} subject={task.key} {...frame} /> : null}
      </Suspense>
    </DeskContext>
  );
}

export function useKeyDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error("stands outside a KeyDesk");
  return desk;
}
