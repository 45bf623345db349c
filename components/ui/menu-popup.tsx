"use client";
import { Menu as Base } from "@base-ui/react/menu";
import Link from "next/link";
import { cx } from "./class-names";
import type { MenuEntry, MenuProps } from "./menu";

const row =
  "flex min-h-8 w-full cursor-pointer select-none items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-sm outline-none data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0";
const popup =
  "max-h-[min(24rem,var(--available-height))] min-w-48 max-w-80 overflow-y-auto rounded-lg border border-line bg-surface p-1 text-ink shadow-lift outline-none transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0";

/** The menu itself, open from the start: somebody has pressed its trigger, and it was loaded for that. */
export function MenuPopup({ trigger, entries, align = "end" }: MenuProps) {
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} collisionPadding={8} className="z-50 outline-none">
          <Base.Popup className={popup} tabIndex={0}>
            {entries.map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity
              <Entry key={index} entry={entry} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === "line") return <Base.Separator className="my-1 h-px bg-line" />;
  if (entry.kind === "heading")
    return <div className="px-2.5 pt-2 pb-1 text-faint text-xs">{entry.label}</div>;
  if (entry.kind === "link") {
    return (
      <Base.LinkItem className={row} closeOnClick render={<Link href={entry.href} />}>
        {entry.icon}
        {entry.label}
      </Base.LinkItem>
    );
  }
  if (entry.kind === "check") {
    return (
      <Base.CheckboxItem
        checked={entry.checked}
        onCheckedChange={entry.onChange}
        disabled={Boolean(entry.sleeping)}
        className={row}
      >
        <span
          aria-hidden="true"
          className={cx("tick-mark control size-4 shrink-0 rounded-sm", entry.checked && "is-checked")}
        />
        <span className="wrap-anywhere min-w-0">{entry.label}</span>
      </Base.CheckboxItem>
    );
  }
  return (
    <Base.Item
      onClick={entry.onSelect}
      disabled={Boolean(entry.sleeping)}
      className={cx(
        row,
        entry.danger && !entry.sleeping && "text-danger data-highlighted:bg-danger-wash",
        entry.sleeping && "cursor-not-allowed",
      )}
    >
      {entry.icon}
      <span className="grid min-w-0">
        <span className={cx(entry.sleeping && "text-faint")}>{entry.label}</span>
        {entry.sleeping ? <span className="text-faint text-xs">{entry.sleeping}</span> : null}
      </span>
    </Base.Item>
  );
}
