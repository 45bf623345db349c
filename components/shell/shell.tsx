import type { ReactNode } from "react";
import { FocusKeeper } from "./focus-keeper";
import { MobileNav } from "./mobile-nav";
import type { NavSection } from "./nav";
import { NotAlive } from "./not-alive";
import { Sidebar } from "./sidebar";
import { SkipLink } from "./skip-link";
import type { Theme } from "./theme-switch";
import type { ShellUser } from "./user-menu";

export type ShellProps = {
  workspace: { name: string; href: string };
  user: ShellUser;
  /** Only areas that exist, and that this person may enter. */
  nav: NavSection[];
  userLinks?: { label: string; href: string }[];
  theme: Theme;
  onTheme: (form: FormData) => void | Promise<void>;
  onSignOut: () => void | Promise<void>;
};

/** The frame of the console: navigation at the side (a drawer on phones), the page beside it. */
export function Shell({ children, ...frame }: ShellProps & { children: ReactNode }) {
  return (
    <div className="md:grid md:grid-cols-[13rem_minmax(0,1fr)] xl:grid-cols-[15rem_minmax(0,1fr)]">
      <SkipLink />
      <NotAlive />
      <FocusKeeper />
      <aside className="sticky top-0 hidden h-dvh border-line border-r bg-paper md:block">
        <Sidebar {...frame} />
      </aside>
      <MobileNav {...frame} />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full min-w-0 max-w-[80rem] px-4 py-6 outline-none sm:px-6 md:py-9 xl:px-10"
      >
        {children}
      </main>
    </div>
  );
}
