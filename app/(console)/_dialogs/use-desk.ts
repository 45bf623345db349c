"use client";
import { useCallback, useRef, useState } from "react";
import type { Notice } from "@/app/_answers/act-notice";

/** A dialog has closed, and given the focus back. */
const CLOSED_AFTER_MS = 250;

/** One dialog at a time, above the rows of a page; each opening is a fresh one. */
export function useDesk<Task extends object>() {
  const [task, setTask] = useState<(Task & { turn: number }) | null>(null);
  const [shown, setShown] = useState(false);
  const [notice, tell] = useState<Notice | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const open = useCallback((next: Task) => {
    opener.current = document.activeElement as HTMLElement | null;
    tell(null);
    setTask((last) => ({ ...next, turn: (last?.turn ?? 0) + 1 }));
    setShown(true);
  }, []);
  function onClose() {
    setShown(false);
    setTimeout(() => {
      if (document.activeElement !== document.body) return;
      // Where the button that opened the dialog is gone (the empty state's), the focus would be nowhere.
      const back = opener.current?.isConnected ? opener.current : null;
      const next = back ?? document.querySelector<HTMLElement>("[data-create-key]");
      (next ?? document.getElementById("main"))?.focus();
    }, CLOSED_AFTER_MS);
  }
  return { task, notice, tell, open, frame: { open: shown, onClose } };
}
