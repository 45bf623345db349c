import { cx } from "./class-names";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "md" | "sm";

const variants: Record<ButtonVariant, string> = {
  primary: "border-brass-edge bg-brass text-on-brass hover:bg-brass-hover",
  secondary: "border-edge/60 bg-surface text-ink hover:border-edge hover:bg-hover",
  ghost: "border-transparent text-soft hover:bg-hover hover:text-ink",
  danger: "border-danger-fill bg-danger-fill text-on-danger hover:bg-danger-fill-hover",
};
const asleep = "border-line bg-sunk text-faint";

const sizes: Record<ButtonSize, string> = {
  md: "h-9 gap-2 px-3.5",
  sm: "h-8 gap-1.5 px-2.5",
};

/** The classes of a button, shared by buttons and by links that look like one. */
export function buttonStyle(variant: ButtonVariant = "secondary", size: ButtonSize = "md", sleeps = false) {
  return cx(
    "relative inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md border font-strong text-sm transition-colors duration-120",
    sizes[size],
    sleeps ? asleep : variants[variant],
  );
}

/** The classes of a square button with an icon alone. */
export function iconButtonStyle(tone: "plain" | "danger" = "plain", sleeps = false) {
  return cx(
    "inline-flex size-8 shrink-0 items-center justify-center rounded-md text-soft transition-colors duration-120 [&_svg]:size-4",
    sleeps && "opacity-45",
    !sleeps &&
      (tone === "danger" ? "hover:bg-danger-wash hover:text-danger" : "hover:bg-hover hover:text-ink"),
  );
}
