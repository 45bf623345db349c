/** Samples of the cards of personal keys. */
import { canCleanUpPersonal, cleanUpPersonalKeys, planPersonalCleanUp } from "../../personal-keys/clean-up";
import { createPersonal } from "../../personal-keys/create";
import { deletePersonal } from "../../personal-keys/delete";
import { disablePersonal } from "../../personal-keys/disable";
import { enablePersonal } from "../../personal-keys/enable";
import { personalFirstUse } from "../../personal-keys/first-use";
import { listPersonal } from "../../personal-keys/list";
import { listAllPersonal } from "../../personal-keys/list-all";
import { regeneratePersonal } from "../../personal-keys/regenerate";
import { revokePersonal } from "../../personal-keys/revoke";
import { runCommand } from "../../run-command";
import { after, also, command, nothing, query, type Sample, type Stage } from "../sample";
import { done } from "../workspace";

const newPersonal = () => ({ name: "Laptop", description: "For the command line", expiration: "30" });
const personal = async ({ home }: Stage) => ({
  input: { id: done(await runCommand(createPersonal, home.as(), newPersonal())).id },
});
const personalPage = async () => ({ input: { sort: "status", order: "asc", page: 1, size: 10 } });

export const PERSONAL_KEY_SAMPLES: Sample[] = [
  command(createPersonal, async () => ({ input: newPersonal() })),
  command(disablePersonal, personal),
  command(enablePersonal, after(personal, disablePersonal)),
  command(regeneratePersonal, also(personal, { expiration: "60" })),
  command(deletePersonal, personal),
  command(revokePersonal, also(personal, { reason: "leaked" })),
  query(personalFirstUse, personal),
  query(canCleanUpPersonal, nothing),
  query(planPersonalCleanUp, async () => ({ input: { choices: ["both"] } })),
  command(cleanUpPersonalKeys, async (stage) => {
    const { input } = await personal(stage);
    done(await runCommand(disablePersonal, stage.home.as(), input));
    return { input: { choices: ["revoked"], ids: [input.id] } };
  }),
  query(listPersonal, personalPage),
  query(listAllPersonal, personalPage),
];
