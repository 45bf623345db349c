"use client";
import { createContext, lazy, type ReactNode, Suspense, use, useMemo } from "react";
import type { Notice } from "@/app/_answers/act-notice";
import { useDesk } from "@/app/(console)/_dialogs/use-desk";
import type { KeySetSubject } from "./subject";

/** What the dialogs ask of the page. */
export interface KeySetSetting {
  subject: KeySetSubject;
  /** The server's present. */
  now: Date;
  /** Where client credentials are exchanged for a token. */
  tokenEndpoint: string;
}

// Loaded when the first of its kind opens: a page that is only looked at does without them.
const RegenerateDialog = lazy(() =>
  import("./regenerate-dialog").then((it) => ({ default: it.RegenerateDialog })),
);
const RenameDialog = lazy(() => import("./rename-dialog").then((it) => ({ default: it.RenameDialog })));
const RetrieveDialog = lazy(() => import("./retrieve-dialog").then((it) => ({ default: it.RetrieveDialog })));
const RevokeDialog = lazy(() => import("./revoke-dialog").then((it) => ({ default: it.RevokeDialog })));
const SuspendDialog = lazy(() => import("./suspend-dialog").then((it) => ({ default: it.SuspendDialog })));

type Task =
  | { kind: "rename" | "suspend" | "regenerate" | "revoke" }
  /** Of which generation, null = LATEST, whichever that is by now; `once` = it can be shown this one time. */
  | { kind: "retrieve"; version: number | null; once: boolean };

interface Desk extends KeySetSetting {
  open: (task: Task) => void;
  notice: Notice | null;
  tell: (notice: Notice | null) => void;
}
const DeskContext = createContext<Desk | null>(null);

/** Holds the dialogs of a key set's page, one at a time: what refreshes the page never takes away one that is open. */
export function KeySetDesk({ setting, children }: { setting: KeySetSetting; children: ReactNode }) {
  const { task, notice, tell, open, frame } = useDesk<Task>();
  const desk = useMemo((): Desk => ({ ...setting, open, notice, tell }), [setting, open, notice, tell]);
  return (
    <DeskContext value={desk}>
      {children}
      <Suspense fallback={null}>
        {task?.kind === "rename" ? <RenameDialog key={task.turn} {...frame} /> : null}
        {task?.kind === "suspend" ? <SuspendDialog key={task.turn} {...frame} /> : null}
        {task?.kind === "regenerate" ? <RegenerateDialog key={task.turn} {...frame} /> : null}
        {task?.kind === "revoke" ? <RevokeDialog key={task.turn} {...frame} /> : null}
        {task?.kind === "retrieve" ? (
          <RetrieveDialog key={task.turn} version={task.version} once={task.once} {...frame} />
        ) : null}
      </Suspense>
    </DeskContext>
  );
}

export function useKeySetDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error("stands outside a KeySetDesk");
  return desk;
}
