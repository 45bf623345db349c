import { DOCS_PAGES } from "./docs/pages";

/**
 * What the pages are called, in the browser's tab and in the navigation, by their addresses. One that ends in `*` is of
 * all things of a kind.
 */
export const TITLES = {
  "/": "Console",
  "/admin/organizations": "Organizations",
  "/admin/policy-templates": "Policy templates",
  "/admin/policy-templates/*": "Policy template",
  "/admin/policy-templates/new": "Create policy template",
  "/admin/roles": "Roles",
  "/admin/roles/*": "Edit role",
  "/admin/roles/new": "Create role",
  "/applications": "Applications",
  "/applications/*": "Application",
  "/catalog": "API Catalog",
  "/catalog/*": "API",
  "/docs": "Documentation",
  "/invitation": "Invitation",
  "/keys/*": "Access key",
  "/notices": "Notices",
  "/profile": "Profile",
  "/profile/api-keys": "API Keys",
  "/settings/agent-integrations": "Agent Integrations",
  "/settings/audit-log": "Audit log",
  "/settings/members": "Members",
  "/settings/members/api-keys": "Members' API keys",
  "/settings/notices": "Mail and webhook",
  "/settings/workspace": "Workspace settings",
  "/settings/workspace/access-keys": "Access Keys",
  "/settings/workspace/access-keys/history": "Rotations and revocations",
  "/setup": "Set up",
  "/sign-in": "Sign in",
  "/subscriptions": "Subscriptions",
  "/subscriptions/*": "Subscription",
  "/workspace/keys": "Keys",
  "/workspace/keys/*": "Key set",
} as const;

const BY_ADDRESS = new Map<string, string>([
  ...Object.entries(TITLES),
  ...DOCS_PAGES.map(({ slug, title }) => [`/docs/${slug}`, title] as const),
]);

/** The title of the page at this address, "Not found" where there is none. */
export function titleOf(path: string): string {
  const ofItsKind = `${path.slice(0, path.lastIndexOf("/"))}/*`;
  return BY_ADDRESS.get(path) ?? BY_ADDRESS.get(ofItsKind) ?? "Not found";
}
