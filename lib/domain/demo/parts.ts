/** What demo data consists of. Subscriptions and key sets are parts of their application, and go with it. */
export const DEMO_KINDS = [
  "application",
  "access-key",
  "personal-key",
  "api",
  "policy-template",
  "organization",
  "group",
] as const;
export type DemoKind = (typeof DEMO_KINDS)[number];

export const DEMO_NOUNS: Record<DemoKind, { one: string; many: string }> = {
  application: { one: "application", many: "applications" },
  "access-key": { one: "access key", many: "access keys" },
  "personal-key": { one: "personal key", many: "personal keys" },
  api: { one: "API", many: "APIs" },
  "policy-template": { one: "policy template", many: "policy templates" },
  organization: { one: "organization", many: "organizations" },
  group: { one: "group", many: "groups" },
};
