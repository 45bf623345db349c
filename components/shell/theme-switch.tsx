"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { cx } from "../ui/class-names";
import { Tip } from "../ui/tip";

export type Theme = "system" | "light" | "dark";
type Props = {
  theme: Theme;
  /** Receives a form with `theme`; it keeps the choice in a cookie. */
  action: (form: FormData) => void | Promise<void>;
};
export const THEMES = [
  { value: "system", label: "As the system", Icon: Monitor },
  { value: "light", label: "Light", Icon: Sun },
  { value: "dark", label: "Dark", Icon: Moon },
] as const;

/** Light, dark, or as the system. A plain form; the page changes at once and the cookie follows. */
export function ThemeSwitch({ theme, action }: Props) {
  return (
    <form action={action} className="inline-flex gap-0.5 rounded-md border border-line p-0.5">
      {THEMES.map(({ value, label, Icon }) => (
        <Tip key={value} text={label}>
          <button
            type="submit"
            name="theme"
            value={value}
            aria-label={`Theme: ${label}`}
            aria-pressed={theme === value}
            onClick={() => {
              document.documentElement.dataset.theme = value;
            }}
            className={cx(
              "flex size-7 items-center justify-center rounded-sm",
              theme === value ? "bg-hover text-ink" : "text-faint hover:text-ink",
            )}
          >
            <Icon aria-hidden="true" className="size-3.5" />
          </button>
        </Tip>
      ))}
    </form>
  );
}
