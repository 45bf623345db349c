"use client";
import { ChevronsUpDown, LogOut } from "lucide-react";
import { Bdi } from "../ui/bdi";
import { Menu, type MenuEntry } from "../ui/menu";

export type ShellUser = { name: string; email: string; role: string };
type Props = {
  user: ShellUser;
  links?: { label: string; href: string }[];
  onSignOut: () => void | Promise<void>;
};

/** Who is signed in, and the way out. */
export function UserMenu({ user, links = [], onSignOut }: Props) {
  const entries: MenuEntry[] = [
    { kind: "heading", label: <Bdi>{user.email}</Bdi> },
    ...links.map((link): MenuEntry => ({ kind: "link", ...link })),
    ...(links.length ? [{ kind: "line" } as const] : []),
    { label: "Sign out", icon: <LogOut aria-hidden="true" />, onSelect: () => void onSignOut() },
  ];
  return (
    <Menu
      align="start"
      entries={entries}
      trigger={
        <button
          type="button"
          className="flex w-full min-w-0 items-center gap-2.5 rounded-md p-1.5 text-left hover:bg-hover data-popup-open:bg-hover"
        >
          <span
            aria-hidden="true"
            className="flex size-8 shrink-0 items-center justify-center rounded-full border border-line bg-surface font-strong text-xs"
          >
            {initials(user.name)}
          </span>
          <span className="grid min-w-0 flex-1">
            <bdi className="truncate font-strong">{user.name}</bdi>
            <span className="truncate text-faint text-xs">{user.role}</span>
          </span>
          <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-faint" />
        </button>
      }
    />
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}
