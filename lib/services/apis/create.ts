import { insertApi, slugTaken, writeAuthTypes } from "@/db/queries/apis";
import { holdWorkspace } from "@/db/queries/workspaces";
import { createApi as input } from "@/lib/contracts/apis";
import { newId } from "@/lib/crypto/random";
import { apiSlug } from "@/lib/domain/apis/slug";
import { type Command, refuse } from "../card";
import { apiFacts, apiSubject } from "./api-facts";
import { apiFault } from "./check-api";

/** Adds an API to the catalog. */
export const createApi: Command<typeof input, { id: string; slug: string }> = {
  name: "api.create",
  permission: "api:edit",
  input,
  async run(tx, ctx, { authTypes, ...given }) {
    const workspace = await holdWorkspace(tx, ctx.workspace);
    if (!workspace) return refuse("not-found");
    const slug = apiSlug(given.name, given.version);
    if (slug === null)
      return { ok: false, fields: { name: "Name and version need a letter from a to z or a digit each." } };
    const fault = await apiFault(tx, ctx, workspace.environments, { ...given, authTypes });
    if (fault) return fault;
    if (await slugTaken(tx, ctx.workspace, slug)) return refuse("api-name-taken");
    const row = { id: newId(), slug, ...given, createdAt: ctx.now, retiredAt: null };
    await insertApi(tx, ctx.workspace, row);
    await writeAuthTypes(tx, ctx.workspace, row.id, authTypes);
    return {
      ok: true,
      value: { id: row.id, slug },
      event: {
        type: "api.created",
        subject: apiSubject(row),
        after: { slug, ...apiFacts({ ...row, authTypes }) },
      },
      // An Outpost that was started with its name before it was there need not be started anew.
      changes: [{ kind: "api", subjectId: row.id }],
    };
  },
};
