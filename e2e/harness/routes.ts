import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import type { Who } from "./people";

/** Every page of the console, with an address of it and who is to look at it. A test holds the list to `app/`. */
export interface Route {
  /** The page's file below app/, without `page.tsx`. */
  page: string;
  /**
   * `{key}` stands for the id of a key, `{name}` for its name: a full table would only take axe longer. `{api}` and the
   * like stand for the id of what `seenCatalog` makes.
   */
  path: string;
  who: Who | "stranger";
  /** What it is about, where one page has several faces. */
  face?: string;
}

export const ROUTES: Route[] = [
  { page: "(entry)/sign-in", path: "/sign-in", who: "stranger" },
  { page: "(entry)/setup", path: "/setup", who: "stranger", face: "set up already" },
  { page: "(entry)/setup", path: "/setup?step=call", who: "owner", face: "first call" },
  { page: "(entry)/invitation", path: "/invitation", who: "stranger" },
  { page: "(console)/applications", path: "/applications?q=Shop", who: "owner" },
  { page: "(console)/applications", path: "/applications", who: "consumer", face: "none yet" },
  { page: "(console)/applications/[id]", path: "/applications/{application}", who: "owner" },
  { page: "(console)/admin/organizations", path: "/admin/organizations", who: "admin" },
  {
    page: "(console)/admin/organizations",
    path: "/admin/organizations",
    who: "developer",
    face: "Access Denied",
  },
  { page: "(console)", path: "/", who: "viewer", face: "the first area of a role" },
  {
    page: "(console)/settings/agent-integrations",
    path: "/settings/agent-integrations?q={name}",
    who: "owner",
  },
  {
    page: "(console)/settings/workspace/access-keys",
    path: "/settings/workspace/access-keys?q={name}",
    who: "owner",
  },
  {
    page: "(console)/settings/workspace/access-keys",
    path: "/settings/workspace/access-keys?q=nothing-has-this-name",
    who: "owner",
    face: "nothing matches",
  },
  {
    page: "(console)/settings/workspace/access-keys",
    path: "/settings/workspace/access-keys",
    who: "viewer",
    face: "Access Denied",
  },
  {
    page: "(console)/settings/workspace/access-keys/history",
    path: "/settings/workspace/access-keys/history?of=revocations",
    who: "owner",
  },
  { page: "(console)/settings/members", path: "/settings/members", who: "owner" },
  { page: "(console)/settings/members/api-keys", path: "/settings/members/api-keys?size=10", who: "owner" },
  {
    page: "(console)/settings/members/api-keys",
    path: "/settings/members/api-keys",
    who: "developer",
    face: "Access Denied",
  },
  { page: "(console)/profile/api-keys", path: "/profile/api-keys?sort=name&order=asc", who: "owner" },
  { page: "(console)/profile/api-keys", path: "/profile/api-keys", who: "viewer", face: "none yet" },
  { page: "(console)/settings/workspace", path: "/settings/workspace", who: "owner" },
  { page: "(console)/settings/workspace", path: "/settings/workspace", who: "admin", face: "Access Denied" },
  { page: "(console)/profile", path: "/profile", who: "developer" },
  { page: "(console)/settings/audit-log", path: "/settings/audit-log?before=9", who: "owner" },
  { page: "(console)/keys/[id]", path: "/keys/{key}", who: "owner" },
  { page: "(console)/catalog", path: "/catalog?retired=shown", who: "owner" },
  {
    page: "(console)/catalog",
    path: "/catalog?q=nothing-has-this-name",
    who: "viewer",
    face: "nothing matches",
  },
  { page: "(console)/catalog/[id]", path: "/catalog/{api}", who: "owner" },
  { page: "(console)/subscriptions", path: "/subscriptions?api={api}", who: "owner" },
  { page: "(console)/subscriptions", path: "/subscriptions", who: "consumer", face: "none yet" },
  { page: "(console)/subscriptions/[id]", path: "/subscriptions/{subscription}", who: "owner" },
  { page: "(console)/admin/policy-templates", path: "/admin/policy-templates?retired=1", who: "owner" },
  {
    page: "(console)/admin/policy-templates",
    path: "/admin/policy-templates",
    who: "viewer",
    face: "Access Denied",
  },
  { page: "(console)/admin/policy-templates/new", path: "/admin/policy-templates/new", who: "admin" },
  { page: "(console)/admin/policy-templates/[id]", path: "/admin/policy-templates/{template}", who: "owner" },
  {
    page: "(console)/workspace/keys",
    path: "/workspace/keys?q=nothing-has-this-name",
    who: "viewer",
    face: "nothing matches",
  },
  { page: "(console)/admin/roles", path: "/admin/roles", who: "owner" },
  { page: "(console)/admin/roles", path: "/admin/roles", who: "developer", face: "Access Denied" },
  { page: "(console)/admin/roles/new", path: "/admin/roles/new", who: "owner" },
  { page: "(console)/admin/roles/[role]", path: "/admin/roles/developer", who: "owner" },
  { page: "(console)/workspace/keys/[id]", path: "/workspace/keys/{keySet}", who: "owner" },
  { page: "(console)/notices", path: "/notices", who: "viewer" },
  { page: "(console)/settings/notices", path: "/settings/notices", who: "owner" },
  { page: "(console)/settings/notices", path: "/settings/notices", who: "viewer", face: "Access Denied" },
  { page: "docs", path: "/docs", who: "stranger" },
  { page: "docs/[slug]", path: "/docs/quickstart", who: "stranger", face: "quickstart" },
  { page: "docs/[slug]", path: "/docs/authentication", who: "stranger", face: "authentication" },
  { page: "docs/[slug]", path: "/docs/managing-keys", who: "stranger", face: "managing keys" },
  { page: "docs/[slug]", path: "/docs/catalog", who: "stranger", face: "API catalog" },
  { page: "docs/[slug]", path: "/docs/key-sets", who: "stranger", face: "key sets" },
  { page: "docs/[slug]", path: "/docs/lifecycle", who: "stranger", face: "lifecycle" },
  { page: "docs/[slug]", path: "/docs/api", who: "stranger", face: "API reference" },
  { page: "docs/[slug]", path: "/docs/outposts", who: "stranger", face: "outposts" },
  { page: "docs/[slug]", path: "/docs/operations", who: "stranger", face: "operations" },
  { page: "not-found", path: "/no-such-page", who: "stranger" },
];

/** The pages that `app/` holds, as the table above writes them. */
export function pagesOfApp(): string[] {
  const app = join(import.meta.dirname, "..", "..", "app");
  return readdirSync(app, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === "page.tsx")
    .map((entry) => relative(app, entry.parentPath));
}
