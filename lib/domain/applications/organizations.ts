/** Whom an application belongs to: a part of one's own company, or a partner or customer. */
export const ORGANIZATION_KINDS = ["internal", "external"] as const;
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number];

export const ORGANIZATION_KIND_LABELS: Record<OrganizationKind, string> = {
  internal: "Internal",
  external: "External",
};
