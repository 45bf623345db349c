import type { Page } from "@playwright/test";
import { MEMBERS, memberRow } from "./harness/members";
import { signIn } from "./harness/people";
import { expect, test } from "./harness/test";
import { type Neighbourhood, openNeighbourhood, STAGE_PASSWORD } from "./matrix/stage";

test.describe.configure({ mode: "default" });
let stage: Neighbourhood;
test.beforeAll(async () => {
  stage = await openNeighbourhood();
});
test.afterAll(() => stage?.close());

const asOwner = (page: Page) => signIn(page, stage.home.owner.email, STAGE_PASSWORD);
const sessions = (page: Page) => page.getByRole("table", { name: "Sessions" }).getByRole("row");
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0";

test("a session that is ended counts as ended from its next request, and this one goes on", async ({
  as,
}) => {
  const [page, lost] = [await as("stranger"), await as("stranger", { userAgent: firefox })];
  await asOwner(lost);
  await asOwner(page);
  await page.goto("/profile");
  await expect(sessions(page).filter({ hasText: "This one" })).toHaveCount(1);
  await expect(sessions(page).filter({ hasText: "This one" })).toContainText("Chrome on Linux");
  const row = sessions(page).filter({ hasText: "Firefox on Linux" });
  await expect(row).toContainText("127.0.0.1");
  await row.getByRole("button", { name: "End the session of Firefox on Linux" }).click();
  await expect(row).toHaveCount(0);
  await lost.goto("/profile");
  await expect(lost).toHaveURL(/\/sign-in/);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Profile");
});

test("Sign out everywhere else leaves this session alone", async ({ as }) => {
  const [page, one, two] = [await as("stranger"), await as("stranger"), await as("stranger")];
  for (const browser of [one, two, page]) await asOwner(browser);
  await page.goto("/profile");
  const everywhere = page.getByRole("button", { name: "Sign out everywhere else" });
  await everywhere.click();
  await expect(everywhere).toHaveAttribute("aria-disabled", "true");
  await expect(sessions(page)).toHaveCount(2);
  for (const browser of [one, two]) {
    await browser.reload();
    await expect(browser).toHaveURL(/\/sign-in/);
  }
});

test("making somebody an Owner asks for the password again, once it was given a while ago", async ({
  as,
}) => {
  const page = await as("stranger");
  await asOwner(page);
  await stage.letPasswordsAge();
  await page.goto(MEMBERS);
  const role = memberRow(page, "The consumer").getByLabel("Role of The consumer");
  const ask = page.getByRole("dialog", { name: "Your password, once more" });

  await role.selectOption({ label: "Viewer" });
  await expect(page.getByText("The consumer is Viewer now")).toBeVisible();
  await expect(ask).toBeHidden();

  await role.selectOption({ label: "Owner" });
  await expect(ask.getByLabel("Password")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(ask).toBeHidden();
  await expect(role).toHaveValue("viewer");
  await expect(page.getByText("This asks for your password again")).toBeVisible();

  await role.selectOption({ label: "Owner" });
  await ask.getByLabel("Password").fill("somebody else’s password");
  await ask.getByRole("button", { name: "Continue" }).click();
  await expect(ask.getByText("That is not your password.")).toBeVisible();
  await ask.getByLabel("Password").fill(STAGE_PASSWORD);
  await ask.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("The consumer is Owner now")).toBeVisible();
  await page.reload();
  await expect(role).toHaveValue("owner");

  await role.selectOption({ label: "Viewer" });
  await expect(page.getByText("The consumer is Viewer now")).toBeVisible();
  await expect(ask).toBeHidden();
});

test("inviting an Owner asks for it above the form, and loses nothing that was typed", async ({ as }) => {
  const page = await as("stranger");
  await asOwner(page);
  await stage.letPasswordsAge();
  await page.goto(MEMBERS);
  await page.getByRole("button", { name: "Invite member" }).click();
  const form = page.getByRole("dialog", { name: "Invite member", includeHidden: true });
  await form.getByLabel("Email").fill("second@example.com");
  await form.getByRole("radio", { name: /^Owner/ }).check();
  await form.getByRole("button", { name: "Create invitation" }).click();
  const ask = page.getByRole("dialog", { name: "Your password, once more" });
  await ask.getByRole("button", { name: "Cancel" }).click();
  await expect(ask).toBeHidden();
  await expect(form.getByLabel("Email")).toHaveValue("second@example.com");
  await form.getByRole("button", { name: "Create invitation" }).click();
  await ask.getByLabel("Password").fill(STAGE_PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Invitation created" })).toContainText("second@example.com");
});
