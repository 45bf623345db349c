/** Samples of the cards of members, their profiles and their sessions. */
import { accept } from "../../people/accept-invitation";
import { setPassword } from "../../people/change-password";
import { changeRole } from "../../people/change-role";
import { confirmOwnPassword } from "../../people/confirm-password";
import { disableMember } from "../../people/disable-member";
import { changeProfile } from "../../people/edit-profile";
import { enableMember } from "../../people/enable-member";
import { endOtherSessions } from "../../people/end-other-sessions";
import { endSession } from "../../people/end-session";
import { invite } from "../../people/invite";
import { listPeople } from "../../people/list-people";
import { listSessions } from "../../people/list-sessions";
import { removeMember } from "../../people/remove-member";
import { startSession } from "../../people/start-session";
import { withdrawInvitation } from "../../people/withdraw-invitation";
import { runCommand } from "../../run-command";
import { after, also, command, email, newcomer, nothing, query, type Sample, type Stage } from "../sample";
import { done, TEST_PASSWORD } from "../workspace";

/** An invitation that is open. */
export const invited = async ({ home }: Pick<Stage, "home">) =>
  done(await runCommand(invite, home.as(), { email: email(), role: "viewer" }));

const oneMember = async ({ home }: Stage) => ({ input: { userId: (await home.member("viewer")).id } });

export const PEOPLE_SAMPLES: Sample[] = [
  command(invite, async () => ({ input: { email: email(), role: "developer" } })),
  command(withdrawInvitation, async (stage) => ({ input: { id: (await invited(stage)).id } })),
  command(accept, async (stage) => ({
    input: { token: (await invited(stage)).token!.reveal(), name: "New", password: "a long pass phrase" },
    ctx: newcomer(stage.home.id),
  })),
  command(changeRole, also(oneMember, { role: "admin" })),
  command(removeMember, oneMember),
  command(disableMember, oneMember),
  command(enableMember, after(oneMember, disableMember)),
  query(listPeople, nothing),
  command(startSession, nothing),
  command(endSession, async ({ home }) => ({
    input: { id: done(await runCommand(startSession, home.as(), {})).sessionId },
  })),
  command(endOtherSessions, nothing),
  query(listSessions, nothing),
  command(confirmOwnPassword, async ({ home }) => {
    const { sessionId } = done(await runCommand(startSession, home.as(), {}));
    return { input: { password: TEST_PASSWORD }, ctx: { ...home.as(), sessionId } };
  }),
  command(changeProfile, async () => ({
    input: { name: "Olive", timeZone: "Europe/Vienna", confirmSeconds: 5 },
  })),
  command(setPassword, async ({ home }) => {
    const person = await home.member("viewer");
    return { input: { current: TEST_PASSWORD, password: "nine other gulls at sea" }, ctx: home.as(person) };
  }),
];
