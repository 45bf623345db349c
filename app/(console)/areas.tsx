import {
  BellRing,
  Boxes,
  Building2,
  Cable,
  CalendarClock,
  CircleUserRound,
  KeyRound,
  KeySquare,
  LibraryBig,
  Plug,
  ScrollText,
  Send,
  ShieldCheck,
  SlidersHorizontal,
  UsersRound,
  Waypoints,
} from "lucide-react";
import { TITLES } from "@/app/titles";
import type { NavSection } from "@/components/shell/nav";
import { builtInRole, type HeldRole, type Permission, ROLES, roleMay } from "@/lib/domain/people/roles";

interface Area {
  heading: string;
  href: keyof typeof TITLES;
  permission: Permission;
  /** Opens it as well. */
  orPermission?: Permission;
  Icon: typeof KeyRound;
}

/** The areas that exist, in the order of the navigation. */
const AREAS: Area[] = [
  {
    heading: "Workspace",
    href: "/catalog",
    permission: "api:view",
    Icon: LibraryBig,
  },
  {
    heading: "Workspace",
    href: "/applications",
    permission: "application:view",
    Icon: Boxes,
  },
  {
    heading: "Workspace",
    href: "/subscriptions",
    permission: "subscription:view",
    Icon: Cable,
  },
  {
    heading: "Workspace",
    href: "/workspace/keys",
    permission: "key-set:view",
    Icon: Waypoints,
  },
  {
    heading: "Workspace",
    href: "/notices",
    permission: "key-set:view",
    orPermission: "access-key:view",
    Icon: BellRing,
  },
  {
    heading: "Settings",
    href: "/settings/agent-integrations",
    permission: "access-key:view",
    Icon: Plug,
  },
  {
    heading: "Settings › Workspace",
    href: "/settings/workspace/access-keys",
    permission: "access-key:view",
    Icon: KeyRound,
  },
  {
    heading: "Settings › Workspace",
    href: "/settings/members",
    permission: "member:view",
    Icon: UsersRound,
  },
  {
    heading: "Settings › Workspace",
    href: "/settings/audit-log",
    permission: "audit:view",
    Icon: ScrollText,
  },
  {
    heading: "Settings › Workspace",
    href: "/settings/notices",
    permission: "notice:edit",
    Icon: Send,
  },
  {
    heading: "Settings › Workspace",
    href: "/settings/workspace",
    permission: "workspace:edit",
    Icon: SlidersHorizontal,
  },
  {
    heading: "Admin",
    href: "/admin/policy-templates",
    permission: "policy-template:view",
    Icon: CalendarClock,
  },
  {
    heading: "Admin",
    href: "/admin/organizations",
    permission: "organization:edit",
    Icon: Building2,
  },
  {
    heading: "Admin",
    href: "/admin/roles",
    permission: "role:view",
    Icon: ShieldCheck,
  },
  {
    heading: "Profile",
    href: "/profile",
    permission: "profile:own",
    Icon: CircleUserRound,
  },
  {
    heading: "Profile",
    href: "/profile/api-keys",
    permission: "personal-key:own",
    Icon: KeySquare,
  },
];

function mayEnter(role: HeldRole, { permission, orPermission = permission }: Area): boolean {
  return roleMay(role, permission) || roleMay(role, orPermission);
}

/** The navigation of a role: only what it may enter. */
export function areasFor(role: HeldRole): NavSection[] {
  const open = AREAS.filter((area) => mayEnter(role, area));
  const headings = [...new Set(open.map((area) => area.heading))];
  return headings.map((heading) => ({
    heading,
    items: open
      .filter((area) => area.heading === heading)
      .map(({ href, Icon }) => ({ href, label: TITLES[href], icon: <Icon aria-hidden="true" /> })),
  }));
}

/**
 * Where a role begins: with the first area that not every built-in role may enter, since it is its work; else with the
 * first that is open. One's own profile is there for whoever may enter nothing else.
 */
export function firstArea(role: HeldRole): string {
  const open = AREAS.filter((area) => mayEnter(role, area));
  const forSome = open.find((area) => ROLES.some((slug) => !mayEnter(builtInRole(slug), area)));
  return (forSome ?? open[0])?.href ?? "/profile";
}
