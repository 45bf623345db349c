/** Whom applications belong to: a part of one's own company, or a partner or customer; and the groups that reach them. */
import type { RefusalCode } from "../refusals";

export const ORGANIZATION_KINDS = ["internal", "external"] as const;
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number];

export const ORGANIZATION_KIND_LABELS: Record<OrganizationKind, string> = {
  internal: "Internal",
  external: "External",
};

/** Why an organization cannot be removed, or null where it can. */
export function organizationRemoval(applications: number): RefusalCode | null {
  return applications > 0 ? "organization-in-use" : null;
}

/** The same of a group. Who is in it does not keep it. */
export function groupRemoval(applications: number): RefusalCode | null {
  return applications > 0 ? "group-in-use" : null;
}
