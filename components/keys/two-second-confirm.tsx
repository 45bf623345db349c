"use client";
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { announce } from "../ui/announcer";
import { type ButtonSize, buttonStyle, iconButtonStyle } from "../ui/button-style";
import { cx } from "../ui/class-names";
import { MaySleep } from "../ui/may-sleep";
import { usePreferences } from "../ui/preferences";
import { Spinner } from "../ui/spinner";

type Props = {
  /** What the first click offers, with the name: "Delete key Orders". */
  label: string;
  /** The visible word beside the icon; an icon alone without it. */
  children?: string;
  icon?: ReactNode;
  /** How long Confirm stays, where it is not as the user has set it; null means always a dialog. */
  durationMs?: number | null;
  /** What speaks against it, as a sentence: said beside Confirm, and to those who listen. */
  warning?: string | null;
  onConfirm: () => void;
  /** Opens the untimed dialog: for the keyboard, assistive technology, and "always a dialog". */
  onUntimed: () => void;
  busy?: boolean;
  sleeping?: string | null;
  size?: ButtonSize;
  className?: string;
};

/**
 * Two clicks within a time (2 seconds, unless the user has set another). The first turns the button into Confirm, which turns back when the time is over.
 * A double click is one click (detail > 1), and a press without a pointer (detail 0) never meets a time limit.
 */
export function TwoSecondConfirm(props: Props) {
  const { confirmMs } = usePreferences();
  const {
    label,
    children,
    icon,
    durationMs = confirmMs,
    warning,
    onConfirm,
    onUntimed,
    busy,
    sleeping,
    size = "sm",
    className,
  } = props;
  const [armed, setArmed] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  function disarm() {
    clearTimeout(timer.current);
    setArmed(false);
  }
  function press(event: MouseEvent) {
    if (event.detail === 0 || durationMs === null) {
      disarm();
      onUntimed();
    } else if (event.detail > 1) {
      return;
    } else if (armed) {
      disarm();
      onConfirm();
    } else {
      setArmed(true);
      timer.current = setTimeout(() => setArmed(false), durationMs);
      announce(`${label}: press Confirm within ${durationMs / 1000} seconds${warning ? `. ${warning}` : ""}`);
    }
  }
  const idle = Boolean(busy || sleeping);
  const bare = !armed && !children;
  return (
    <MaySleep sleeping={sleeping} tip={armed ? `${warning ?? ""} Press again to confirm`.trim() : label}>
      <button
        type="button"
        aria-label={armed ? `Confirm: ${label}` : label}
        aria-disabled={idle || undefined}
        aria-busy={busy || undefined}
        data-armed={armed || undefined}
        onClick={idle ? undefined : press}
        className={cx(
          bare
            ? iconButtonStyle("danger", Boolean(sleeping))
            : buttonStyle(armed ? "danger" : "secondary", size, Boolean(sleeping)),
          "relative overflow-hidden",
          className,
        )}
      >
        {busy ? <Spinner /> : armed ? null : icon}
        {armed ? "Confirm" : children}
        {armed && durationMs ? <RunOut durationMs={durationMs} /> : null}
      </button>
    </MaySleep>
  );
}

/** The bar that says how much time is left. It exists only after a click, so its style is never in served HTML. */
function RunOut({ durationMs }: { durationMs: number }) {
  return (
    <span
      aria-hidden="true"
      style={{ animationDuration: `${durationMs}ms` }}
      className="absolute inset-x-0 bottom-0 h-0.75 origin-left animate-run-out bg-on-danger/80 motion-reduce:hidden"
    />
  );
}
