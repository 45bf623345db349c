import { ACCESS_KEYS } from "./harness/keys";
import { acceptInvitation, inviteMember, MEMBERS, memberRow } from "./harness/members";
import { fillSignIn, PASSWORD, PEOPLE } from "./harness/people";
import { expect, test } from "./harness/test";

const emailOf = (name: string) => `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}@northwind.test`;

test("a changed role counts from the next request, and so does a removal", async ({
  page,
  faults,
  as,
  gate,
  mint,
  unique,
}) => {
  faults.allow(/status of 401.*callback/);
  const name = unique("Rosa Rising");
  const email = emailOf(name);
  const link = await inviteMember(page, email, "Viewer");
  const theirs = await as("stranger");
  await acceptInvitation(theirs, link, { name });
  await theirs.goto(ACCESS_KEYS);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Access Denied");

  await page.goto(MEMBERS);
  await memberRow(page, name).getByLabel(`Role of ${name}`).selectOption({ label: "Admin" });
  await expect(page.getByText(`${name} is Admin now`)).toBeVisible();
  await theirs.goto(ACCESS_KEYS);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Access Keys");

  const { id } = (await gate.whoami(await mint({ name: unique("Untouched") }))).body;
  await theirs.goto(`/keys/${id}`);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(memberRow(page, name).getByLabel(`Role of ${name}`)).toHaveValue("viewer");
  await theirs.getByRole("button", { name: "Edit" }).click();
  await theirs.getByRole("dialog").getByLabel("Description").fill("too late");
  await theirs.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(theirs.getByRole("dialog").getByRole("alert")).toContainText("Your role does not allow this");

  await memberRow(page, name)
    .getByRole("button", { name: `Actions for ${name}` })
    .click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("signed out with the next request");
  await dialog.getByRole("button", { name: "Remove member" }).click();
  // Behind an open dialog every row counts as absent.
  await expect(dialog).toBeHidden();
  await expect(memberRow(page, name)).toHaveCount(0);
  await theirs.goto("/");
  await expect(theirs).toHaveURL(/\/sign-in/);
  await fillSignIn(theirs, email, PASSWORD);
  await expect(theirs.getByRole("main").getByRole("alert")).toBeVisible();
});

test("an invitation link works once, and a withdrawn one not at all", async ({ page, as, unique }) => {
  const name = unique("Otto Once");
  const link = await inviteMember(page, emailOf(name), "Consumer");
  await acceptInvitation(await as("stranger"), link, { name });
  const second = await as("stranger");
  await second.goto(link);
  await expect(second.getByRole("heading", { name: "This invitation is not open" })).toBeVisible();

  const other = emailOf(unique("Never Joined"));
  const dead = await inviteMember(page, other, "Viewer");
  await page.getByRole("button", { name: `Withdraw the invitation of ${other}` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Withdraw invitation" }).click();
  await expect(page.getByText(other)).toHaveCount(0);
  await second.goto("about:blank");
  await second.goto(dead);
  await expect(second.getByRole("heading", { name: "This invitation is not open" })).toBeVisible();
});

test("the link is shown once, and nowhere in the address or the page after Done", async ({
  page,
  unique,
}) => {
  const link = await inviteMember(page, emailOf(unique("Link")), "Viewer");
  const token = new URL(link).hash.slice("#token=".length);
  expect(token.length).toBeGreaterThan(19);
  expect(await page.content()).not.toContain(token);
  await page.reload();
  expect(await page.content()).not.toContain(token);
});

test("the workspace never goes without an Owner", async ({ page }) => {
  await page.goto(MEMBERS);
  const row = memberRow(page, PEOPLE.owner.name);
  const role = row.getByLabel(`Role of ${PEOPLE.owner.name}`);
  await expect(role).toBeDisabled();
  await expect(row).toContainText("A workspace always keeps an Owner");
  await row.getByRole("button", { name: `Actions for ${PEOPLE.owner.name}` }).click();
  for (const act of ["Leave", "Disable"]) {
    const item = page.getByRole("menuitem", { name: act });
    await expect(item).toHaveAttribute("aria-disabled", "true");
    await expect(item).toContainText(
      act === "Leave" ? "always keeps an Owner" : "You cannot disable yourself",
    );
  }
});

test("[4-28] who is invited is a Viewer unless more is chosen, and an Admin can make nobody an Owner", async ({
  as,
}) => {
  const page = await as("admin");
  await page.goto(MEMBERS);
  await expect(memberRow(page, PEOPLE.owner.name)).toContainText("Only an Owner can change Owners");
  await page.getByRole("button", { name: "Invite member" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite member" });
  await expect(dialog.getByRole("radio", { name: /^Viewer/ })).toBeChecked();
  await expect(dialog.getByRole("radio", { name: /^Owner/ })).toBeDisabled();
  await expect(dialog).toContainText("Only an Owner can change Owners");
});

test("inviting a member, or nobody's address, is refused beside the field", async ({ page }) => {
  await page.goto(MEMBERS);
  await page.getByRole("button", { name: "Invite member" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite member" });
  await dialog.getByLabel("Email").fill("not an address");
  await dialog.getByRole("button", { name: "Create invitation" }).click();
  await expect(dialog.getByLabel("Email")).toHaveAccessibleDescription(/not an email address/);
  await dialog.getByLabel("Email").fill(PEOPLE.viewer.email.toUpperCase());
  await dialog.getByRole("button", { name: "Create invitation" }).click();
  await expect(dialog.getByRole("alert")).toContainText("is a member already");
});
