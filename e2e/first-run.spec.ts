import type { Page } from "@playwright/test";
import { issueKey, leaveUncopied, rowOf } from "./harness/keys";
import { acceptInvitation, inviteMember } from "./harness/members";
import { PASSWORD, PEOPLE, WORKSPACE } from "./harness/people";
import { cookiesOf, setupLink } from "./harness/run";
import { expect, test } from "./harness/test";

// The first hour of a hub, in its order. What it makes, the owner and the members, all other tests stand on.
test.describe.configure({ mode: "serial" });
test.use({ storageState: { cookies: [], origins: [] } });

test("before there is an owner, signing in points to the setup link", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in$/);
  await expect(page.getByRole("heading", { name: "Not set up yet" })).toBeVisible();
});

test("a setup link that is cut or wrong makes nobody an owner", async ({ page }) => {
  await page.goto("/setup");
  await expect(page.getByText("The setup link is incomplete")).toBeVisible();
  await page.goto(`/setup#token=${"x".repeat(43)}`);
  await page.reload();
  await fillOwner(page);
  await nameWorkspace(page);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("not the one that the hub printed");
  await expect(page.getByLabel("Workspace name")).toHaveValue(WORKSPACE);
});

test("the setup link makes the owner and the workspace, and signs the owner in", async ({
  page,
  context,
}) => {
  await page.goto(setupLink());
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("3 fields need attention");
  await expect(page.getByLabel("Your name")).toBeFocused();
  await fillOwner(page);
  await nameWorkspace(page);
  await expect(page.getByRole("heading", { name: "Create your first access key" })).toBeVisible();
  await expect(page.getByText(`${WORKSPACE} is ready, and you are signed in`)).toBeVisible();
  expect(page.url()).not.toContain("token");
  await context.storageState({ path: cookiesOf("owner") });
});

test("the setup link works once", async ({ page }) => {
  await page.goto(setupLink());
  await expect(page.getByRole("heading", { name: "Set up already" })).toBeVisible();
  await page.getByRole("link", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
});

test("the wizard makes the first key itself, and its line turns green at the key's first call", async ({
  as,
  gate,
}) => {
  const page = await as("owner");
  await page.goto("/setup?step=call");
  await expect(page.getByText("There is no key yet to make it with")).toBeVisible();
  await page.goto("/setup");
  const { dialog, secret } = await issueKey(page, { name: "First key" });
  await leaveUncopied(dialog);
  await expect(page.getByRole("heading", { name: "Make the first call" })).toBeVisible();
  await expect(page.getByText("Waiting for its first use")).toBeVisible();
  expect((await gate.whoami(secret)).status).toBe(200);
  await expect(page.getByText(/^First used .* from/)).toBeVisible();
  await page.getByRole("link", { name: "Open the console" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Access Keys");
  await expect(page).not.toHaveURL(/setup/);
  await expect(rowOf(page, "First key")).toBeVisible();
});

const { owner: _, ...invited } = PEOPLE;
for (const [who, person] of Object.entries(invited)) {
  test(`the owner invites ${person.name} as ${person.role} by a link, and who opens it is a member`, async ({
    as,
    page,
  }) => {
    const link = await inviteMember(await as("owner"), person.email, person.role);
    await acceptInvitation(page, link, person);
    await expect(page.getByRole("button", { name: person.name })).toContainText(person.role);
    await page.context().storageState({ path: cookiesOf(who) });
  });
}

async function fillOwner(page: Page) {
  await page.getByLabel("Your name").fill(PEOPLE.owner.name);
  await page.getByLabel("Email").fill(PEOPLE.owner.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Continue" }).click();
}

async function nameWorkspace(page: Page) {
  await page.getByLabel("Workspace name").fill(WORKSPACE);
  await expect(page.getByLabel("Short name")).toHaveValue("northwind");
  await page.getByRole("button", { name: "Create workspace" }).click();
}
