/** Samples of the cards of roles. */
import { randomUUID } from "node:crypto";
import { createRole } from "../../roles/create";
import { editRole } from "../../roles/edit";
import { listRoles } from "../../roles/list";
import { removeRole } from "../../roles/remove";
import { runCommand } from "../../run-command";
import { runQuery } from "../../run-query";
import { command, nothing, query, type Sample, type Stage } from "../sample";
import { done } from "../workspace";

const permissions = { "key-set:view": "own-group", "key-set:suspend": "own-group" };
/** A name that is free. There is room for it: what earlier cases made, and nobody has, goes first. */
const newRole = async ({ home }: Stage) => {
  const { roles } = done(await runQuery(listRoles, home.as(), {}));
  if (roles.length > 30)
    for (const { slug, builtIn } of roles)
      if (!builtIn) await runCommand(removeRole, home.as(), { role: slug });
  return fresh();
};
const fresh = () => ({
  input: { name: `Role ${randomUUID().slice(0, 8)}`, description: "Night shift", permissions },
});
const oneRole = async (stage: Stage) => {
  const { role } = done(await runCommand(createRole, stage.home.as(), (await newRole(stage)).input));
  return { input: { role } };
};

export const ROLE_SAMPLES: Sample[] = [
  query(listRoles, nothing),
  command(createRole, newRole),
  command(editRole, async (stage) => ({
    input: { ...(await oneRole(stage)).input, ...fresh().input, permissions: { "audit:view": "all" } },
  })),
  command(removeRole, oneRole),
];
