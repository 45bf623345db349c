/** Outposts: enrolled, run, asked with keys and tokens, reset, enrolled anew and removed. */

import { join } from "node:path";
import { expect } from "@/e2e/harness/expect";
import { AGENT_INTEGRATIONS, leaveUncopied } from "@/e2e/harness/keys";
import { chooseOf, enrolOutpost, outpostsSection, shownToken } from "@/e2e/harness/outpost-desk";
import { builtCommand, type OutpostProcess, startOutpost } from "@/outpost/testing/outpost-process";
import { misuse } from "./misuse";
import { call, callAs, expectThat, look, type Scene } from "./scene";

export interface Front {
  outpost: OutpostProcess;
  token: string;
}
const NAME = "Front of orders";

/** Enrols an Outpost on the screen and runs the built one, with its state in `folder`. */
export async function openFront(scene: Scene, folder: string, api: string): Promise<Front> {
  const { page, hub, secrets } = scene;
  await page.goto(AGENT_INTEGRATIONS);
  const { dialog, token } = await enrolOutpost(page, NAME);
  secrets.key(token);
  await leaveUncopied(dialog);
  await look(scene);
  const state = ["--state", join(folder, "state", "outpost"), "--log-level", "debug"];
  const command = await builtCommand(join(folder, "program"));
  const outpost = await startOutpost(command, hub.url, token, ["--port", "0", "--api", api, ...state]);
  scene.outpost = outpost;
  await expect(outpostsSection(page).getByRole("row").filter({ hasText: NAME })).toContainText("Online");
  return { outpost, token };
}

/** Asks it as a proxy would, with whatever is presented, and wrongly. */
export async function askFront({ answers }: Scene, { outpost }: Front, presented: string): Promise<void> {
  const url = `${outpost.url}/_outpost/auth`;
  const as = (authorization: string) => answers.call(url, { headers: { authorization } });
  const [, , publicId = "x"] = presented.split("_");
  await as(`Bearer ${presented}`);
  await as(`Basic ${Buffer.from(`${publicId}:${presented}`).toString("base64")}`);
  await as(`Bearer ${presented.slice(0, -2)}`);
  await answers.call(url, { headers: { "x-api-key": presented, cookie: `key=${presented}` } });
  await answers.call(`${url}?key=${presented}`, {
    headers: { "x-forwarded-uri": `/orders?key=${presented}` },
  });
}

/** Resets it, gives it another token, and removes it; gives the second token. */
export async function endFront(scene: Scene, { token }: Front): Promise<string> {
  const { page, secrets } = scene;
  await callAs(scene, token, "GET", "/v1/outposts/self/bundle");
  await page.goto(AGENT_INTEGRATIONS);
  const dialog = page.getByRole("alertdialog");
  await chooseOf(page, NAME, "Reset");
  await dialog.getByRole("button", { name: "Reset Outpost" }).click();
  await expect(dialog).toContainText("1 of 1 Outpost has answered");
  await dialog.getByRole("button", { name: "Done" }).click();
  await misuse(scene, token);
  await chooseOf(page, NAME, "Re-enrol");
  await dialog.getByRole("button", { name: "Re-enrol Outpost" }).click();
  const again = page.getByRole("dialog", { name: "A new token" });
  const fresh = secrets.key(await shownToken(again));
  await leaveUncopied(again);
  const bundle = (of: string) =>
    call(scene, "/v1/outposts/self/bundle", { headers: { authorization: `Bearer ${of}` } });
  expectThat(scene, (await bundle(token)).status === 401, "the Outpost's old token is still good");
  expectThat(scene, (await bundle(fresh)).status === 200, "the Outpost's new token is not good");
  await chooseOf(page, NAME, "Remove");
  await dialog.getByRole("button", { name: "Remove Outpost" }).click();
  await expect(outpostsSection(page)).toContainText("No Outpost yet.");
  await misuse(scene, fresh);
  await look(scene);
  return fresh;
}
