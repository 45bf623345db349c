/** A good call of every server action. A new action without one fails the matrix. */
import { randomUUID } from "node:crypto";
import { invite } from "@/lib/services/people/invite";
import { runCommand } from "@/lib/services/run-command";
import { done } from "@/lib/services/testing/workspace";
import type { Neighbourhood } from "./stage";

export interface ActionSample {
  /** Who may do it: Owner and Admin, or whoever has the link, or anybody at all without an answer being given. */
  open: "admins" | "link-holders" | "anybody";
  /** Makes what the call names. The first argument holds the fields. */
  prepare(stage: Neighbourhood): Promise<unknown[]>;
}

const newKey = () => ({
  name: "Orders",
  description: "For the shop",
  expiration: "90",
  environment: "production",
  scopes: ["keys:verify"],
});
const email = () => `new-${randomUUID().slice(0, 8)}@example.com`;
const oneKey = async (stage: Neighbourhood) => ({ id: (await stage.key()).id });
const invited = async ({ home }: Neighbourhood) =>
  done(await runCommand(invite, home.as(), { email: email(), role: "viewer" }));
const admins = (prepare: ActionSample["prepare"]): ActionSample => ({ open: "admins", prepare });
const links = (prepare: ActionSample["prepare"]): ActionSample => ({ open: "link-holders", prepare });
const anybody = (prepare: ActionSample["prepare"]): ActionSample => ({ open: "anybody", prepare });

export const ACTION_SAMPLES: Record<string, ActionSample> = {
  createAccessKey: admins(async () => [newKey(), randomUUID()]),
  editAccessKey: admins(async (stage) => [{ ...(await oneKey(stage)), name: "Sales" }, randomUUID()]),
  disableAccessKey: admins(async (stage) => [await oneKey(stage), randomUUID()]),
  enableAccessKey: admins(async (stage) => {
    const key = await oneKey(stage);
    await stage.disable(key.id);
    return [key, randomUUID()];
  }),
  regenerateAccessKey: admins(async (stage) => [await oneKey(stage), randomUUID()]),
  revokeAccessKey: admins(async (stage) => [{ ...(await oneKey(stage)), reason: "leaked" }, randomUUID()]),
  deleteAccessKey: admins(async (stage) => [await oneKey(stage), randomUUID()]),
  readFirstUse: admins(async (stage) => [await oneKey(stage)]),
  readUsage: admins(async (stage) => [await oneKey(stage)]),
  readDiagnostic: admins(async () => [{ id: "dx_00000000000000" }]),
  checkChain: admins(async () => []),
  inviteMember: admins(async () => [{ email: email(), role: "developer" }, randomUUID()]),
  withdraw: admins(async (stage) => [{ id: (await invited(stage)).id }]),
  changeMember: admins(async ({ home }) => [{ userId: (await home.member("viewer")).id, role: "developer" }]),
  remove: admins(async ({ home }) => [{ userId: (await home.member("viewer")).id }]),
  setUpHub: links(async () => [
    {
      token: "a".repeat(43),
      name: "First",
      email: email(),
      password: "a long pass phrase",
      workspaceName: "First",
      workspaceSlug: `s${randomUUID().slice(0, 8)}`,
    },
  ]),
  openInvitation: links(async (stage) => [(await invited(stage)).token?.reveal()]),
  acceptInvitation: links(async (stage) => [
    { token: (await invited(stage)).token?.reveal(), name: "New", password: "a long pass phrase" },
  ]),
  chooseTheme: anybody(async () => [{ theme: "dark" }]),
  keepView: anybody(async () => [{ columns: ["name"], density: "compact" }]),
};
