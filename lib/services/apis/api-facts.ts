import type { LockedApi } from "@/db/queries/apis";
import type { EventFacts } from "@/lib/domain/audit/events";

/** What the audit log keeps of an API. */
export function apiFacts(
  api: Pick<
    LockedApi,
    "name" | "version" | "description" | "documentation" | "approval" | "environments" | "authTypes"
  >,
): EventFacts {
  const { name, version, description, documentation, approval, environments, authTypes } = api;
  return {
    name,
    version,
    description,
    documentation,
    approval,
    environments,
    authTypes: authTypes.map(({ authType, policyTemplateId }) => `${authType} ${policyTemplateId}`),
  };
}

export const apiSubject = ({ id, name, version }: { id: string; name: string; version: string }) => ({
  kind: "api" as const,
  id,
  label: `${name} ${version}`,
});
