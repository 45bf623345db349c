import type { Locator, Page } from "@playwright/test";
import { createApi } from "@/lib/services/apis/create";
import { createGroup } from "@/lib/services/groups/create";
import { addGroupMember } from "@/lib/services/groups/members";
import { retrieveKeySetCredentials } from "@/lib/services/key-sets/retrieve";
import { suspendKeySet } from "@/lib/services/key-sets/suspend";
import { runCommand } from "@/lib/services/run-command";
import { makeApplication, makeSubscription, makeTemplate } from "@/lib/services/testing/catalog";
import { done } from "@/lib/services/testing/workspace";
import { expectClean } from "./harness/axe";
import { rowOf } from "./harness/keys";
import { openOwnWorkspace } from "./harness/own-workspace";
import { expect, test } from "./harness/test";

const APPLICATIONS = "/applications";
let place: Awaited<ReturnType<typeof openOwnWorkspace>>;
test.use({ storageState: { cookies: [], origins: [] } });
test.beforeEach(async ({ context }) => {
  place = await openOwnWorkspace();
  await place.signIn(context);
});
test.afterEach(() => place?.close());

const found = (page: Page, name: string) => rowOf(page, name);
const field = (dialog: Locator, label: string) => dialog.getByLabel(label, { exact: true });

/** An application with two key sets of one API: by key, and Basic. */
async function subscribed(name: string, given: object = {}) {
  const { home } = place;
  const { id: policyTemplateId } = await makeTemplate(home, { retrievable: true });
  const authTypes = ["api_key", "basic"].map((authType) => ({ authType, policyTemplateId }));
  const input = {
    name: `${name} API`,
    version: "1",
    approval: "auto",
    environments: ["production"],
    authTypes,
  };
  const api = done(await runCommand(createApi, home.as(), input));
  const application = await makeApplication(home, { name, ...given });
  const { keySets } = await makeSubscription(home, { applicationId: application.id, apiId: api.id });
  const sets = await Promise.all(
    keySets.map(async ({ id, authType }) => {
      const { secret, publicId } = done(await runCommand(retrieveKeySetCredentials, home.as(), { id }));
      // Basic comes with a user name, and an API key without one.
      const username = authType === "basic" ? publicId : undefined;
      return [authType, { id, text: secret!.reveal(), username }] as const;
    }),
  );
  return { ...application, api: api.slug, sets: Object.fromEntries(sets) };
}

test("[1-35] [1-38] suspending an application suspends its key sets, and activating it activates them, with those that somebody had suspended individually only as chosen", async ({
  page,
  gate,
}) => {
  const app = await subscribed("Orders app");
  const caller = (await place.key({ name: "Orders API", scopes: ["keys:verify"] })).text;
  const hear = async (type: "api_key" | "basic") => {
    const { text: key, username } = app.sets[type]!;
    const { body } = await gate.verify(caller, { key, username, api: app.api, environment: "production" });
    return body.code;
  };
  done(await runCommand(suspendKeySet, place.home.as(), { id: app.sets.basic!.id, reason: "" }));
  expect([await hear("api_key"), await hear("basic")]).toEqual(["valid", "suspended"]);

  await page.goto(`${APPLICATIONS}/${app.id}`);
  const sets = page.getByRole("table", { name: "Key sets" });
  await expect(sets.getByRole("row").filter({ hasText: "API key - Orders app" })).toContainText("Active");
  await expect(sets.getByRole("link", { name: "API key - Orders app" })).toHaveAttribute(
    "href",
    `/workspace/keys/${app.sets.api_key!.id}`,
  );
  await expect(page.getByRole("table", { name: "Subscriptions" })).toContainText("Orders app API 1");
  await page.getByRole("button", { name: "Suspend", exact: true }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  const stopping = dialog.getByRole("list", { name: "Key sets that are suspended with it" });
  await expect(stopping).toContainText("API key - Orders app");
  await expect(stopping).not.toContainText("Basic");
  await expect(dialog).toContainText("refused: with 401");
  await expect(dialog).toContainText("1 key set that somebody had suspended individually stays so");
  await expectClean(page, "the question before suspending");
  await dialog.getByLabel("Reason").fill("Moves to another team");
  await dialog.getByRole("button", { name: "Suspend application" }).click();
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  expect([await hear("api_key"), await hear("basic")]).toEqual(["suspended", "suspended"]);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("main")).toContainText("“Moves to another team”");
  await expect(sets.getByText("Suspended")).toHaveCount(2);

  const activate = async (also: boolean) => {
    await page.getByRole("button", { name: "Activate", exact: true }).click();
    await expect(dialog.getByRole("list", { name: "Suspended individually" })).toContainText(
      "Basic - Orders app",
    );
    const box = dialog.getByRole("checkbox", { name: "Also activate these" });
    await expect(box).toBeChecked();
    if (also) await expectClean(page, "the question before activating");
    else await box.uncheck();
    await dialog.getByRole("button", { name: "Activate application" }).click();
    await expect(page.getByRole("button", { name: "Suspend", exact: true })).toBeVisible();
  };
  await activate(false);
  await expect.poll(() => hear("api_key")).toBe("valid");
  expect(await hear("basic")).toBe("suspended");
  await expect(sets.getByText("Suspended")).toHaveCount(1);

  await page.getByRole("button", { name: "Suspend", exact: true }).click();
  await dialog.getByRole("button", { name: "Suspend application" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await activate(true);
  await expect.poll(() => hear("basic")).toBe("valid");
  expect(await hear("api_key")).toBe("valid");
});

test("an application is created, found by what it belongs to, edited and deleted; not while it is subscribed", async ({
  page,
}) => {
  const team = done(await runCommand(createGroup, place.home.as(), { name: "Orders team" }));
  await subscribed("Billing");
  await page.goto(APPLICATIONS);
  await page.getByRole("button", { name: "Create application" }).click();
  const dialog = page.getByRole("dialog");
  await field(dialog, "Name").fill("billing");
  await field(dialog, "Group").selectOption({ label: "Orders team" });
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("Another application has this name");
  await expectClean(page, "the form of an application, refused");
  await field(dialog, "Name").fill("Shop");
  await dialog.getByLabel("External id").fill("app-17");
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page).toHaveURL(/\/applications\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Shop");
  await expect(page.getByRole("definition").filter({ hasText: "Orders team" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("No key set yet");
  await page.getByRole("button", { name: "Edit" }).click();
  await dialog.getByLabel("Description").fill("Sells things");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Sells things")).toBeVisible();

  await page.getByRole("link", { name: "Applications" }).first().click();
  await expect(found(page, "Billing")).toBeVisible();
  await page.getByRole("button", { name: "Group", exact: true }).click();
  await page.getByRole("menuitemcheckbox", { name: "Orders team" }).click();
  await expect(page).toHaveURL(new RegExp(`group=${team.id}`));
  await expect(found(page, "Billing")).toHaveCount(0);
  await page.goto(`${APPLICATIONS}?q=app-17&state=active`);
  await expect(page.getByRole("rowheader")).toHaveCount(1);
  await page.getByRole("button", { name: "Delete application Shop" }).click();
  await page.getByRole("button", { name: "Confirm: Delete application Shop" }).click();
  await expect(page.getByText("Shop is deleted")).toBeVisible();
  await expect(page.getByText("No application matches these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).first().click();

  const remove = found(page, "Billing").getByRole("button", { name: "Delete application Billing" });
  await expect(remove).toHaveAttribute("aria-disabled", "true");
  await expect(remove).toHaveAccessibleDescription(/subscriptions that are not over/);
  await found(page, "Billing").getByRole("link", { name: "Billing" }).click();
  await expect(page.getByRole("main")).toContainText("subscriptions that are not over. Revoke or withdraw");
  await expect(page.getByRole("button", { name: "Delete application" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
});

test("a Developer and a Consumer work with the applications of their groups alone, as their roles allow; a Viewer changes nothing", async ({
  as,
  faults,
}) => {
  faults.allow(/status of 404/);
  const { home, people } = place;
  const group = done(await runCommand(createGroup, home.as(), { name: "Orders team" }));
  for (const { id: userId } of [people.developer, people.consumer])
    done(await runCommand(addGroupMember, home.as(), { id: group.id, userId }));
  const ours = await subscribed("Ours", { groupId: group.id });
  const theirs = await makeApplication(home, { name: "Theirs" });
  const may = {
    developer: { rows: 1, edit: 1, suspend: 1 },
    consumer: { rows: 1, edit: 1, suspend: 0 },
    viewer: { rows: 2, edit: 0, suspend: 0 },
  };
  for (const who of ["developer", "consumer", "viewer"] as const) {
    const { rows, edit, suspend } = may[who];
    const page = await as("stranger");
    await place.signIn(page.context(), who);
    await page.goto(APPLICATIONS);
    await expect(page.getByRole("rowheader")).toHaveCount(rows);
    await expect(page.getByRole("button", { name: "Create application" })).toHaveCount(edit);
    await expect(page.getByRole("button", { name: /^Edit application/ })).toHaveCount(edit);
    await page.goto(`${APPLICATIONS}/${ours.id}`);
    await expect(page.getByRole("table", { name: "Key sets" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Edit" })).toHaveCount(edit);
    await expect(page.getByRole("button", { name: "Delete application" })).toHaveCount(edit);
    await expect(page.getByRole("button", { name: "Suspend", exact: true })).toHaveCount(suspend);
    await page.goto(`${APPLICATIONS}/${theirs.id}`);
    const heading = page.getByRole("heading", { level: 1 });
    if (who === "viewer") await expect(heading).toHaveText("Theirs");
    else await expect(heading).not.toHaveText("Theirs");
    await page.goto("/admin/organizations");
    await expect(heading).toHaveText("Access Denied");
  }
  const developer = await as("stranger");
  await place.signIn(developer.context(), "developer");
  await developer.goto(APPLICATIONS);
  await developer.getByRole("button", { name: "Create application" }).click();
  const dialog = developer.getByRole("dialog");
  await expect(field(dialog, "Group").getByRole("option")).toHaveText(["None, yours alone", "Orders team"]);
  await expect(field(dialog, "Owner")).toHaveCount(0);
  await field(dialog, "Name").fill("Mine");
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(developer.getByRole("heading", { level: 1 })).toHaveText("Mine");
});

test("organizations and groups are kept by an Admin: created, renamed, given members, and removed once nothing belongs to them", async ({
  page,
  context,
}) => {
  await context.clearCookies();
  await place.signIn(context, "admin");
  const { developer } = place.people;
  await page.goto("/admin/organizations");
  const dialog = page.getByRole("dialog");
  for (const [what, name] of [
    ["organization", "Contoso"],
    ["group", "Orders team"],
  ] as const) {
    await page.getByRole("button", { name: `Create ${what}` }).click();
    await field(dialog, "Name").fill(name);
    if (what === "organization") await field(dialog, "Kind").selectOption({ label: "External" });
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    await expect(page.getByRole("rowheader", { name })).toBeVisible();
  }
  const organization = page.getByRole("row").filter({ hasText: "Contoso" });
  await expect(organization).toContainText("External");
  await page.getByRole("button", { name: "Members of Orders team" }).click();
  await dialog.getByLabel("Add a member").selectOption(developer.id);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByRole("list", { name: "Members" })).toContainText(developer.email);
  await expectClean(page, "the members of a group");
  await dialog.getByRole("button", { name: "Done" }).click();
  const team = page.getByRole("row").filter({ hasText: "Orders team" });
  await expect(team).toContainText(developer.name);

  await page.goto(APPLICATIONS);
  await page.getByRole("button", { name: "Create the first application" }).click();
  await field(dialog, "Name").fill("Portal");
  await field(dialog, "Organization").selectOption({ label: "Contoso" });
  await field(dialog, "Group").selectOption({ label: "Orders team" });
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Portal");

  await page.goto("/admin/organizations");
  const remove = page.getByRole("button", { name: "Remove organization Contoso" });
  await expect(remove).toHaveAccessibleDescription(/Applications belong to this organization/);
  await expect(page.getByRole("button", { name: "Remove group Orders team" })).toHaveAccessibleDescription(
    /Applications belong to this group/,
  );
  await organization.getByRole("link", { name: "1 application of Contoso" }).click();
  await expect(page).toHaveURL(/organization=/);
  await page.getByRole("button", { name: "Edit application Portal" }).click();
  await field(dialog, "Organization").selectOption({ label: "None" });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("No application matches these filters")).toBeVisible();

  await page.goto("/admin/organizations");
  await page.getByRole("button", { name: "Edit organization Contoso" }).click();
  await field(dialog, "Name").fill("Fabrikam");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Remove organization Fabrikam" }).click();
  await page.getByRole("button", { name: "Confirm: Remove organization Fabrikam" }).click();
  await expect(page.getByRole("rowheader", { name: "Fabrikam" })).toHaveCount(0);
  await page.getByRole("button", { name: "Members of Orders team" }).click();
  const members = page.getByRole("dialog", { name: "Members of Orders team" });
  await members.getByRole("button", { name: `Remove ${developer.name}` }).click();
  await expect(members).toContainText("Nobody is in this group yet");
});
