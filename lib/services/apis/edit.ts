import { apiUse, lockApi, updateApi, writeAuthTypes } from "@/db/queries/apis";
import { holdWorkspace } from "@/db/queries/workspaces";
import { editApi as input } from "@/lib/contracts/apis";
import { type Command, refuse } from "../card";
import { apiFacts, apiSubject } from "./api-facts";
import { apiFault } from "./check-api";

/**
 * Changes an API. New subscriptions follow; what open ones use cannot be taken away, and the name that programs call it
 * by stays, so no verdict hangs on any of it.
 */
export const editApi: Command<typeof input, { id: string; slug: string }> = {
  name: "api.edit",
  permission: "api:edit",
  input,
  async run(tx, ctx, { id, ...change }) {
    const workspace = await holdWorkspace(tx, ctx.workspace);
    const api = await lockApi(tx, ctx.workspace, id);
    if (!workspace || !api) return refuse("not-found");
    const { authTypes, ...row } = {
      name: change.name ?? api.name,
      description: change.description ?? api.description,
      documentation: change.documentation ?? api.documentation,
      approval: change.approval ?? api.approval,
      environments: change.environments ?? api.environments,
      authTypes: change.authTypes ?? api.authTypes,
    };
    const offered = [...workspace.environments, ...api.environments];
    const kept = api.authTypes.map(({ policyTemplateId }) => policyTemplateId);
    const fault = await apiFault(tx, ctx, offered, { ...row, authTypes }, kept);
    if (fault) return fault;
    const used = await apiUse(tx, ctx.workspace, id);
    const types = authTypes.map(({ authType }) => authType as string);
    const takesAway =
      used.environments.some((name) => !row.environments.includes(name)) ||
      used.authTypes.some((type) => !types.includes(type));
    if (takesAway) return refuse("api-in-use");
    await updateApi(tx, ctx.workspace, id, row);
    if (change.authTypes) await writeAuthTypes(tx, ctx.workspace, id, authTypes);
    return {
      ok: true,
      value: { id, slug: api.slug },
      event: {
        type: "api.edited",
        subject: apiSubject({ ...api, ...row }),
        before: apiFacts(api),
        after: apiFacts({ ...api, ...row, authTypes }),
      },
    };
  },
};
