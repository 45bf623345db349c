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
import type { NavSection } from "@/components/shell/nav";
import { builtInRole, type HeldRole, type Permission, ROLES, roleMay } from "@/lib/domain/people/roles";

interface Area {
  heading: string;
  href: string;
  label: string;
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
    label: "API Catalog",
    permission: "api:view",
    Icon: LibraryBig,
  },
  {
    heading: "Workspace",
    href: "/applications",
    label: "Applications",
    permission: "application:view",
    Icon: Boxes,
  },
  {
    heading: "Workspace",
    href: "/subscriptions",
    label: "Subscriptions",
    permission: "subscription:view",
    Icon: Cable,
  },
  {
    heading: "Workspace",
    href: "/workspace/keys",
    label: "Keys",
    permission: "key-set:view",
    Icon: Waypoints,
  },
  {
    heading: "Workspace",
    href: "/notices",
    label: "Notices",
    permission: "key-set:view",
    orPermission: "access-key:view",
    Icon: BellRing,
  },
  {
    heading: "Settings",
    href: "/settings/agent-integrations",
    label: "Agent Integrations",
    permission: "access-key:view",
    Icon: Plug,
  },
  {
    heading: "Settings › Workspace",
    href: "/settings/workspace/access-keys",
    label: "Access Keys",
    permission: "access-key:view",
    Icon: KeyRound,
  },
  {
    heading: "Settings › Workspace",
    href: "/settings/members",
    label: "Members",
    permission: "member:view",
    Icon: UsersRound,
  },
  {
    heading: "Settings › Workspace",
    href: "/settings/audit-log",
    label: "Audit log",
    permission: "audit:view",
    Icon: ScrollText,
  },
  {
    heading: "Settings › Workspace",
    href: "/settings/notices",
    label: "Mail and webhook",
    permission: "notice:edit",
    Icon: Send,
  },
  {
    heading: "Settings › Workspace",
    href: "/settings/workspace",
    label: "Workspace settings",
    permission: "workspace:edit",
    Icon: SlidersHorizontal,
  },
  {
    heading: "Admin",
    href: "/admin/policy-templates",
    label: "Policy templates",
    permission: "policy-template:view",
    Icon: CalendarClock,
  },
  {
    heading: "Admin",
    href: "/admin/organizations",
    label: "Organizations",
    permission: "organization:edit",
    Icon: Building2,
  },
  {
    heading: "Admin",
    href: "/admin/roles",
    label: "Roles",
    permission: "role:view",
    Icon: ShieldCheck,
  },
  {
    heading: "Profile",
    href: "/profile",
    label: "Profile",
    permission: "profile:own",
    Icon: CircleUserRound,
  },
  {
    heading: "Profile",
    href: "/profile/api-keys",
    label: "API Keys",
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
      .map(({ href, label, Icon }) => ({ href, label, icon: <Icon aria-hidden="true" /> })),
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
