import { ReachedLink } from "../ui/reached-link";
import { Mark } from "./mark";
import { Nav } from "./nav";
import type { ShellProps } from "./shell";
import { ThemeSwitch } from "./theme-switch";
import { UserMenu } from "./user-menu";

/** What stands at the side: the workspace, its areas, the person. */
export function Sidebar({
  workspace,
  user,
  nav,
  userLinks,
  theme,
  onTheme,
  onSignOut,
  onNavigate,
}: ShellProps & { onNavigate?: () => void }) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <ReachedLink
        href={workspace.href}
        onClick={onNavigate}
        className="flex items-center gap-2.5 px-5 pt-5 pb-4 focus-visible:-outline-offset-2"
      >
        <Mark className="size-6 shrink-0 text-brass-deep" />
        <span className="grid min-w-0">
          <bdi className="truncate font-strong">{workspace.name}</bdi>
          <span className="text-faint text-xs">Keysmith</span>
        </span>
      </ReachedLink>
      <div className="scroll-edges min-h-0 flex-1 overflow-y-auto px-3 py-3 [--surface:var(--paper)]">
        <Nav sections={nav} onNavigate={onNavigate} />
      </div>
      <div className="grid gap-2 border-line border-t p-3">
        <UserMenu user={user} links={userLinks} onSignOut={onSignOut} />
        <div className="flex items-center justify-between px-1.5">
          <ReachedLink href="/docs" className="link text-soft text-xs">
            Docs
          </ReachedLink>
          <ThemeSwitch theme={theme} action={onTheme} />
        </div>
      </div>
    </div>
  );
}
