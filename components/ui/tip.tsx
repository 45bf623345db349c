"use client";
import {
  cloneElement,
  type FocusEvent,
  type HTMLAttributes,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { createPortal } from "react-dom";

type Shown = { text: ReactNode; on: HTMLElement } | null;
const DELAY_MS = 250;
const GAP = 6;
const EDGE = 8;
let shown: Shown = null;
let waiting: ReturnType<typeof setTimeout> | undefined;
const watchers = new Set<() => void>();

function show(next: Shown, afterMs = 0): void {
  clearTimeout(waiting);
  if (afterMs > 0) {
    waiting = setTimeout(() => show(next), afterMs);
    return;
  }
  shown = next;
  for (const tell of watchers) tell();
}

/**
 * Shows `text` beside its only child on hover and on focus. One popup serves the whole page (see TipHost),
 * so a table may have hundreds. It is for the eye alone: give the child an accessible name or description too.
 * Null = nothing to say now.
 */
export function Tip({
  text,
  children,
}: {
  text: ReactNode;
  children: ReactElement<HTMLAttributes<HTMLElement>>;
}) {
  const own = children.props;
  const element = useRef<HTMLElement | null>(null);
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
    // What it says may change while it is shown: "Press again to confirm".
    if (shown && element.current === shown.on && shown.text !== text)
      show(text ? { text, on: shown.on } : null);
  });
  useEffect(() => () => (shown?.on === element.current ? show(null) : undefined), []);
  const at = (on: HTMLElement) => {
    element.current = on;
    return latest.current ? { text: latest.current, on } : null;
  };
  return cloneElement(children, {
    onPointerEnter(event: PointerEvent<HTMLElement>) {
      own.onPointerEnter?.(event);
      if (event.pointerType !== "touch") show(at(event.currentTarget), DELAY_MS);
    },
    onPointerLeave(event: PointerEvent<HTMLElement>) {
      own.onPointerLeave?.(event);
      // Time to move the pointer onto the popup, which keeps it.
      show(null, DELAY_MS);
    },
    onFocus(event: FocusEvent<HTMLElement>) {
      own.onFocus?.(event);
      if (event.currentTarget.matches(":focus-visible")) show(at(event.currentTarget));
    },
    onBlur(event: FocusEvent<HTMLElement>) {
      own.onBlur?.(event);
      show(null);
    },
  });
}

/** The one popup that every Tip opens; Providers mounts it. */
export function TipHost() {
  const now = useSyncExternalStore(
    (notify) => {
      watchers.add(notify);
      return () => watchers.delete(notify);
    },
    () => shown,
    () => null,
  );
  useEffect(() => {
    if (!now) return;
    const hide = () => show(null);
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && hide();
    window.addEventListener("keydown", onKey, true);
    window.addEventListener("scroll", hide, true);
    return () => {
      window.removeEventListener("keydown", onKey, true);
      window.removeEventListener("scroll", hide, true);
    };
  }, [now]);
  return now ? createPortal(<Popup {...now} />, document.body) : null;
}

/** Above what it explains, below where there is no room; never over an edge of the window. */
function Popup({ text, on }: NonNullable<Shown>) {
  const popup = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState({ left: 0, top: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has another size
  useLayoutEffect(() => {
    const { width, height } = popup.current!.getBoundingClientRect();
    const target = on.getBoundingClientRect();
    const middle = target.left + (target.width - width) / 2;
    const above = target.top - height - GAP;
    setAt({
      left: Math.max(EDGE, Math.min(middle, window.innerWidth - width - EDGE)),
      top: above >= EDGE ? above : target.bottom + GAP,
    });
  }, [on, text]);
  return (
    <div
      ref={popup}
      data-tip=""
      onPointerEnter={() => show({ text, on })}
      onPointerLeave={() => show(null, DELAY_MS)}
      style={at}
      className="fixed z-50 max-w-72 animate-arrive rounded-md bg-tip px-2.5 py-1.5 text-tip-ink text-xs shadow-lift"
    >
      {text}
    </div>
  );
}
