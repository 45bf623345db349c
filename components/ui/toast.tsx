"use client";
import { lazy, Suspense, useSyncExternalStore } from "react";

export type ToastKind = "success" | "info" | "danger";
type Options = { kind?: ToastKind; detail?: string; action?: { label: string; run: () => void } };
type Wanted = Options & { title: string };

const waiting: Wanted[] = [];
const watchers = new Set<() => void>();
let wanted = false;
let show: ((toast: Wanted) => void) | null = null;
const Toasts = lazy(() => import("./toast-region").then((it) => ({ default: it.Toasts })));

/**
 * Shows a toast for five seconds, with one action at most ("Undo"). Only for what is already visible: an error stands
 * beside what failed instead.
 */
export function toast(title: string, options: Options = {}): void {
  const next = { title, ...options };
  if (show) show(next);
  else waiting.push(next);
  wanted = true;
  for (const tell of watchers) tell();
}

/** The region offers itself while it is mounted. */
export function receiveToasts(by: (toast: Wanted) => void): () => void {
  show = by;
  for (const one of waiting.splice(0)) by(one);
  return () => {
    show = null;
  };
}

/** Where toasts appear; Providers mounts it. Loaded with the first one. F6 moves the focus there. */
export function ToastRegion() {
  const needed = useSyncExternalStore(
    (notify) => {
      watchers.add(notify);
      return () => watchers.delete(notify);
    },
    () => wanted,
    () => false,
  );
  return needed ? (
    <Suspense fallback={null}>
      <Toasts />
    </Suspense>
  ) : null;
}
