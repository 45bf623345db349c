/** The door of people without a session: the one-time setup link and invitation links. */
import { headers } from "next/headers";
import type { Answer } from "@/lib/contracts/answer";
import type { RefusalCode } from "@/lib/domain/refusals";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import { accept } from "@/lib/services/people/accept-invitation";
import { countWrongLink, withinAllowance } from "@/lib/services/people/attempts";
import { findInvitation, type OpenInvitation } from "@/lib/services/people/find-invitation";
import { runCommand } from "@/lib/services/run-command";
import { setUp } from "@/lib/services/workspaces/set-up";
import { setupOpen } from "@/lib/services/workspaces/setup-open";
import { guarded } from "./action";
import { present } from "./clock";
import { consoleOrigin } from "./console-request";
import { noteIn } from "./device-note";
import { mintContext } from "./mint-context";
import { traced } from "./traced";

/** Sets the hub up. The link's token is checked by the command, under the setup's lock. */
export async function actAsFirst(input: unknown): Promise<Answer<{ email: string }>> {
  return guarded(async () => {
    const answer = await runCommand(setUp, await newcomer(crypto.randomUUID(), "setup"), input);
    const wrong = answer.kind === "refused" && answer.code === "setup-link-wrong";
    return wrong ? wrongLink("setup-link-wrong") : answer;
  });
}

/** Whether the hub still waits for its first owner. */
export function awaitsSetup(): Promise<boolean> {
  return traced(setupOpen);
}

/** Accepts an invitation. The link names the workspace. */
export async function actAsInvited(input: unknown): Promise<Answer<{ email: string }>> {
  return guarded(async () => {
    const token = (input as { token?: unknown } | null)?.token;
    const invitation = typeof token === "string" ? await readInvitation(token) : null;
    if (!invitation) return wrongLink("invitation-over");
    const { workspace, email, hasAccount } = invitation;
    const ctx = await newcomer(workspace, email);
    const join = () => runCommand(accept, ctx, input);
    if (!hasAccount) return join();
    const note = noteIn((await headers()).get("cookie"));
    const attempt = { kind: "stranger", email, address: ctx.ip, note } as const;
    const answer = await withinAllowance(attempt, ctx.now, join, passwordIsWrong);
    return answer ?? refused("too-many-attempts");
  });
}

type Refused = Extract<Answer<never>, { kind: "refused" }>;

function passwordIsWrong(answer: Answer<unknown>): boolean {
  return answer.kind === "refused" && answer.code === "invitation-for-another";
}

/** The refusal of a wrong link, or of one wrong link too many from an address. */
async function wrongLink(code: "setup-link-wrong" | "invitation-over"): Promise<Refused> {
  const { ip } = await consoleOrigin();
  return refused((await countWrongLink(ip, present())) ? code : "too-many-attempts");
}

async function refused(code: RefusalCode): Promise<Refused> {
  const { requestId } = await consoleOrigin();
  return { kind: "refused", code, message: REFUSAL_MESSAGES[code].sentence, requestId };
}

/** What the holder of an invitation link is shown before accepting. */
export interface Invited {
  workspaceName: string;
  email: string;
  role: OpenInvitation["role"];
  hasAccount: boolean;
}

/** What an invitation link stands for, for the page that it opens; null where it is not open. */
export async function lookAtInvitation(token: unknown): Promise<Answer<Invited | null>> {
  return guarded(async () => {
    const open = typeof token === "string" ? await readInvitation(token) : null;
    if (!open) return { kind: "done", value: null, receipt: null, replayed: false };
    const { workspaceName, email, role, hasAccount } = open;
    const value = { workspaceName, email, role, hasAccount };
    return { kind: "done", value, receipt: null, replayed: false };
  });
}

/** What an invitation link stands for; null where it is not open. */
async function readInvitation(token: string): Promise<OpenInvitation | null> {
  return /^[0-9A-Za-z]{20,64}$/.test(token) ? findInvitation(token, present()) : null;
}

async function newcomer(workspace: string, email: string) {
  return mintContext({
    workspace,
    actor: { kind: "newcomer", email },
    via: "console",
    ...(await consoleOrigin()),
    idempotencyKey: null,
  });
}
