"use client";
import { useEffect } from "react";
import { focusPlace, placesOf } from "../ui/focus-place";

/** Who knows a better place has put the focus there by then: a dialog that has closed, a row that has gone. */
const SETTLED_MS = 350;

/**
 * A control may leave the page with what it did: the first Outpost is enrolled, and there is no empty list to begin.
 * The browser then leaves the focus nowhere, and a screen reader begins anew at the top. Puts it on the part of the
 * page that the control stood in.
 */
export function FocusKeeper() {
  useEffect(keepFocus, []);
  return null;
}

function keepFocus() {
  let held: { control: HTMLElement; places: HTMLElement[] } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isLost = () => held !== null && !held.control.isConnected && document.activeElement === document.body;

  function arrive({ target }: FocusEvent) {
    // Dialogs and menus lie above the page; what opened them is what counts.
    if (!(target instanceof HTMLElement) || target.closest("[role=dialog], [role=alertdialog], [role=menu]"))
      return;
    held = target.closest("#main") ? { control: target, places: placesOf(target) } : null;
  }
  function leave({ target, relatedTarget }: FocusEvent) {
    if (relatedTarget) return;
    // Left for nothing by a person, who has pressed beside it; or taken from the page, and then it is not in it.
    setTimeout(() => {
      if (held?.control === target && held.control.isConnected && document.activeElement === document.body)
        held = null;
    });
  }
  function restore() {
    timer = undefined;
    if (!isLost()) return;
    focusPlace(held?.places.find((place) => place.isConnected));
  }
  const watcher = new MutationObserver(() => {
    if (timer === undefined && isLost()) timer = setTimeout(restore, SETTLED_MS);
  });
  watcher.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("focusin", arrive);
  document.addEventListener("focusout", leave);
  return () => {
    clearTimeout(timer);
    watcher.disconnect();
    document.removeEventListener("focusin", arrive);
    document.removeEventListener("focusout", leave);
  };
}
