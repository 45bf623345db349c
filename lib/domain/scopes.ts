/** What the hub itself lets a key do. No scope means no power. */
export const HUB_SCOPES = {
  "keys:verify": "Ask whether a key is good",
  "tokens:exchange": "Exchange itself for a short token, signed by the workspace",
  "keys:read": "List keys and read their facts",
  "keys:write": "Create, edit, disable, rotate, regenerate, revoke and delete keys",
  "keys:rotate": "Rotate itself, and no other key",
  "key-sets:read": "List APIs, applications, subscriptions and key sets, and read their facts",
  "key-sets:write": "Change policy templates, APIs, applications, subscriptions and key sets",
  "signing-keys:read": "Read the signing key's public half and history",
  "signing-keys:write": "Generate and rotate the signing key",
  "outposts:read": "List Outposts, and what each has applied",
  "outposts:write": "Enrol, reset and remove Outposts",
} as const;
export type HubScope = keyof typeof HUB_SCOPES;

/** A scope's text: `resource:action`, both lower-case, as in `orders:write`. */
export const SCOPE_PATTERN = /^[a-z][a-z0-9-]{0,39}:[a-z][a-z0-9-]{0,39}$/;
export const SCOPES_PER_KEY = 64;

export interface ScopePreset {
  id: string;
  label: string;
  purpose: string;
  scopes: HubScope[];
}

/** Ready-made choices, least privilege first: the first one is the default. */
export const SCOPE_PRESETS: ScopePreset[] = [
  {
    id: "identity",
    label: "Just an identity",
    purpose: "Known to your APIs, without power over the hub",
    scopes: [],
  },
  {
    id: "verify",
    label: "Verify keys",
    purpose: "For an API that checks its callers' keys",
    scopes: ["keys:verify"],
  },
  {
    id: "exchange",
    label: "Exchange for tokens",
    purpose: "For an integration that calls your APIs with short tokens",
    scopes: ["tokens:exchange"],
  },
  { id: "watch", label: "Watch keys", purpose: "For a report or an inventory", scopes: ["keys:read"] },
  {
    id: "manage",
    label: "Manage keys",
    purpose: "For automation that issues and withdraws keys",
    scopes: ["keys:read", "keys:write"],
  },
];

/** Every scope that a key of this workspace may hold: the hub's and the workspace's own. */
export function knownScopes(ownScopes: readonly string[]): string[] {
  return [...Object.keys(HUB_SCOPES), ...ownScopes];
}

/** The asked scopes that are not held. */
export function missingScopes(held: readonly string[], asked: readonly string[]): string[] {
  return asked.filter((scope) => !held.includes(scope));
}

/** The first words of scopes that are the hub's, now or later: a workspace's own ones never look like them. */
const HUB_RESOURCES = [
  "keys",
  "tokens",
  "key-sets",
  "signing-keys",
  "outposts",
  "audit",
  "usage",
  "members",
  "workspace",
];

/** Whether a workspace may declare a scope as its own. */
export function mayBeOwnScope(scope: string): boolean {
  return SCOPE_PATTERN.test(scope) && !HUB_RESOURCES.includes(scope.split(":")[0]!);
}
