import type { Page } from "@playwright/test";
import { createPersonal } from "@/lib/services/personal-keys/create";
import { runCommand } from "@/lib/services/run-command";
import { makeKeySetOf } from "@/lib/services/testing/catalog";
import { done } from "@/lib/services/testing/workspace";
import { expectClean } from "./harness/axe";
import { inviteMember, MEMBERS, memberRow } from "./harness/members";
import { openOwnWorkspace } from "./harness/own-workspace";
import { hubUrl } from "./harness/run";
import { expect, test } from "./harness/test";

const ROLES = "/admin/roles";

let place: Awaited<ReturnType<typeof openOwnWorkspace>>;
test.use({ storageState: { cookies: [], origins: [] } });
test.beforeEach(async ({ context }) => {
  place = await openOwnWorkspace();
  await place.signIn(context);
});
test.afterEach(() => place?.close());

/** A browser of the workspace's person of a role. */
async function browserOf(as: (who: "stranger") => Promise<Page>, who: "admin" | "viewer"): Promise<Page> {
  const page = await as("stranger");
  await place.signIn(page.context(), who);
  return page;
}
/** Its name goes on with what it brings. */
const box = (page: Page, label: string) => page.getByRole("checkbox", { name: new RegExp(`^${label}`) });
const action = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const cell = (page: Page, permission: string, role: number) =>
  page
    .getByRole("table", { name: "Permissions of each role" })
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: permission, exact: true }) })
    .getByRole("cell")
    .nth(role);

test("[1-01] [1-25] [1-37] a role made on the screen opens Workspace > Keys and just its actions, from the next request on", async ({
  page,
  as,
}) => {
  const set = await makeKeySetOf(place.home);
  const viewer = place.people.viewer;
  const secret = done(
    await runCommand(createPersonal, place.home.as(viewer), { name: "Laptop", expiration: "30" }),
  ).secret!.reveal();
  const call = async (move: string) => {
    const answer = await fetch(`${hubUrl()}/v1/key-sets/${set.id}/${move}`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: "{}",
    });
    return answer.status;
  };
  await page.goto(ROLES);
  await page.getByRole("link", { name: "Create role" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Support");
  await page.getByLabel("Start from").selectOption({ label: "Nothing" });
  await box(page, "Suspend key sets").focus();
  await page.keyboard.press("Space");
  // What cannot be done without seeing brings the seeing with it.
  await expect(box(page, "See key sets")).toBeChecked();
  const changes = page.getByRole("region", { name: "What changes" });
  await expect(changes.getByRole("listitem")).toHaveCount(2);
  await action(page, "Create role").click();
  await expect(page).toHaveURL(new RegExp(`${ROLES}$`));
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Support" }) });
  await expect(row).toContainText("Nobody");
  await expect(cell(page, "Suspend key sets", 5)).toHaveText("Yes");
  await expect(cell(page, "Suspend key sets", 2)).toHaveText("Own groups");
  await expect(cell(page, "Activate key sets", 5)).toHaveText("–No");

  await page.goto(MEMBERS);
  await memberRow(page, viewer.name).getByRole("combobox").selectOption({ label: "Support" });
  await expect(page.getByText(`${viewer.name} is Support now`)).toBeVisible();
  const theirs = await browserOf(as, "viewer");
  await theirs.goto("/");
  await expect(theirs).toHaveURL(/\/workspace\/keys$/);
  const menu = theirs.getByRole("navigation", { name: "Main" }).getByRole("link");
  await expect(menu).toHaveText(["Keys", "Notices", "Profile", "API Keys"]);
  await theirs.goto(`/workspace/keys/${set.id}`);
  for (const name of ["Retrieve Credentials", "Regenerate Key", "Revoke Key", "Rename"])
    await expect(action(theirs, name)).toHaveCount(0);
  await action(theirs, "Suspend").click();
  await theirs.getByRole("alertdialog").getByRole("button", { name: "Suspend" }).click();
  await theirs.getByRole("alertdialog").getByRole("button", { name: "Done" }).click();
  await expect(theirs.locator("header").getByText("Suspended", { exact: true })).toBeVisible();
  await expect(action(theirs, "Activate")).toHaveCount(0);
  expect(await call("activate")).toBe(403);

  await page.goto(`${ROLES}/support`);
  await expect(page.getByRole("region", { name: "What changes" })).toContainText(viewer.name);
  await box(page, "Activate key sets").check();
  await action(page, "Save role").click();
  await expect(page).toHaveURL(new RegExp(`${ROLES}$`));
  expect(await call("activate")).toBe(200);
  expect(await call("suspend")).toBe(200);
  await theirs.reload();
  await action(theirs, "Activate").click();
  await expect(theirs.locator("header").getByText("Active", { exact: true })).toBeVisible();

  await page.goto(`${ROLES}/support`);
  await box(page, "See key sets").uncheck();
  await expect(box(page, "Suspend key sets")).not.toBeChecked();
  await box(page, "Read the audit log").check();
  await action(page, "Save role").click();
  await expect(page).toHaveURL(new RegExp(`${ROLES}$`));
  await theirs.reload();
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Access Denied");
  expect(await call("suspend")).toBe(403);
});

test("a built-in role is adjusted and goes back to where it began; Access Denied names every role that would do", async ({
  page,
  as,
}) => {
  await page.goto(`${ROLES}/viewer`);
  await expect(page.getByLabel("Name", { exact: true })).toHaveCount(0);
  await box(page, "See applications").uncheck();
  const changes = page.getByRole("region", { name: "What changes" });
  await expect(changes).toContainText("Takes away");
  await expectClean(page, "a role being changed");
  await action(page, "Save role").click();
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: /^Viewer/ }) });
  await expect(row).toContainText("Adjusted");
  await page.getByRole("link", { name: "Create role" }).click();
  await page.getByLabel("Name", { exact: true }).fill("viewer");
  await page.getByLabel("Start from").selectOption({ label: "Consumer" });
  await action(page, "Create role").click();
  await expect(page.getByText("Another role has this name.").first()).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Partner");
  await action(page, "Create role").click();
  await expect(page).toHaveURL(new RegExp(`${ROLES}$`));

  const theirs = await browserOf(as, "viewer");
  await theirs.goto("/applications");
  await expect(theirs.getByRole("main")).toContainText(
    "you need the role Owner or Admin or Developer or Consumer or Partner",
  );
  await page.goto(`${ROLES}/viewer`);
  await action(page, "Reset to default").click();
  await expect(box(page, "See applications")).toBeChecked();
  await action(page, "Save role").click();
  await expect(row).not.toContainText("Adjusted");
  await theirs.reload();
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Applications");
});

test("a role in use stays and says by whom; an Admin sees the roles, edits none, and gives none that may do more", async ({
  page,
  as,
}) => {
  await page.goto(`${ROLES}/new`);
  await page.getByLabel("Name", { exact: true }).fill("Auditor");
  await box(page, "Read the audit log").check();
  await action(page, "Create role").click();
  await expect(page).toHaveURL(new RegExp(`${ROLES}$`));
  await inviteMember(page, "soon@northwind.test", "Auditor");
  await expect(page.getByRole("table", { name: "Open invitations" })).toContainText("Auditor");
  await memberRow(page, place.people.consumer.name).getByRole("combobox").selectOption({ label: "Auditor" });
  await expect(page.getByText(`${place.people.consumer.name} is Auditor now`)).toBeVisible();
  await page.goto(ROLES);
  const remove = page.getByRole("button", { name: "Remove the role Auditor" });
  await expect(remove).toHaveAccessibleDescription(
    `In use by ${place.people.consumer.name}, 1 open invitation. Give them another role first.`,
  );
  // An Admin who lacks what the role has cannot give it.
  await page.goto(`${ROLES}/admin`);
  await box(page, "Read the audit log").uncheck();
  await action(page, "Save role").click();
  await expect(page).toHaveURL(new RegExp(`${ROLES}$`));
  const admin = await browserOf(as, "admin");
  await admin.goto(ROLES);
  await expect(admin.getByRole("table", { name: "Permissions of each role" })).toBeVisible();
  await expect(admin.getByRole("link", { name: "Create role" })).toHaveCount(0);
  await expect(admin.getByRole("link", { name: /^Edit/ })).toHaveCount(0);
  await admin.goto(`${ROLES}/auditor`);
  await expect(admin.getByRole("heading", { level: 1 })).toHaveText("Access Denied");
  await admin.goto(MEMBERS);
  const offered = memberRow(admin, place.people.viewer.name).getByRole("option", { name: "Auditor" });
  await expect(offered).toBeDisabled();
  await expect(memberRow(admin, place.people.consumer.name)).toContainText("may do more than yours");

  await page.goto(MEMBERS);
  await memberRow(page, place.people.consumer.name).getByRole("combobox").selectOption({ label: "Consumer" });
  await expect(page.getByText(`${place.people.consumer.name} is Consumer now`)).toBeVisible();
  await page.getByRole("button", { name: "Withdraw the invitation of soon@northwind.test" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Withdraw invitation" }).click();
  // While it is open, no role of the page behind it is to be found.
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(page.getByRole("table", { name: "Open invitations" })).toBeHidden();
  await page.goto(ROLES);
  await remove.click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove role" }).click();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await expect(remove).toHaveCount(0);
  await page.goto("/settings/audit-log");
  await expect(page.getByRole("main")).toContainText("removed the role");
});
