import type { Page } from "@playwright/test";
import { enter } from "./harness/enter";
import { ACCESS_KEYS } from "./harness/keys";
import { MEMBERS } from "./harness/members";
import { fillSignIn, PEOPLE, signIn } from "./harness/people";
import { expect, test } from "./harness/test";
import { type Neighbourhood, openNeighbourhood, STAGE_PASSWORD } from "./matrix/stage";

// People of a workspace of their own: what they change about themselves is no other test's matter.
test.describe.configure({ mode: "default" });
let stage: Neighbourhood;
test.beforeAll(async () => {
  stage = await openNeighbourhood();
});
test.afterAll(() => stage?.close());

const PROFILE = "/profile";
const asOwner = async (page: Page) => {
  await enter(page.context(), await stage.signIn("owner"));
  await page.goto(PROFILE);
};

test("everybody has a profile, in the navigation and in the menu of the person", async ({ as }) => {
  const page = await as("viewer");
  await page.goto("/");
  await page.getByRole("button", { name: PEOPLE.viewer.name }).click();
  await page.getByRole("menuitem", { name: "Profile" }).click();
  await expect(page).toHaveURL(PROFILE);
  await expect(page.getByRole("main")).toContainText(PEOPLE.viewer.email);
  const nav = page.getByRole("navigation", { name: "Main" });
  await expect(nav.getByRole("link", { name: "Profile" })).toHaveAttribute("aria-current", "page");
});

test("a name that is changed is shown at once, and one that is emptied is asked for", async ({ as }) => {
  const page = await as("stranger");
  await asOwner(page);
  await page.getByLabel("Name").fill("  ");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Name is needed.")).toBeVisible();
  await expect(page.getByLabel("Name")).toBeFocused();
  await page.getByLabel("Name").fill("Olga Owner");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("button", { name: "Olga Owner" })).toBeVisible();
});

test("the chosen time zone counts for the times of every page, from their first paint", async ({ as }) => {
  const page = await as("stranger");
  await asOwner(page);
  const lookAtJoined = async () => {
    await page.goto(MEMBERS);
    await page.getByRole("table", { name: "Members" }).locator("time").first().hover();
    await expect(page.getByText(/^\d+ \w+ \d+, [\d:]+ UTC$/).first()).toBeVisible();
  };
  const inTheZone = page.getByText(/^\d+ \w+ \d+, [\d:]+ GMT\+14$/);
  await lookAtJoined();
  await expect(inTheZone).toHaveCount(0);
  await page.goto(PROFILE);
  await page.getByLabel("Time zone").selectOption("Pacific/Kiritimati");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Your profile has been saved")).toBeVisible();
  await lookAtJoined();
  await expect(inTheZone).toBeVisible();
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", timeZone: "Pacific/Kiritimati" });
  const served = (await (await page.request.get(MEMBERS)).text()).match(/<time[^>]*>(\d+) /)?.[1];
  expect([day.format(Date.now()), day.format(Date.now() - 60_000)]).toContain(served);
  await page.goto(PROFILE);
  await expect(page.getByLabel("Time zone")).toHaveValue("Pacific/Kiritimati");
  await page.getByLabel("Time zone").selectOption({ label: "The browser’s" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Your profile has been saved")).toBeVisible();
});

const chooseConfirmTime = async (page: Page, label: string) => {
  await page.getByRole("radio", { name: label }).check();
  await expect(page.locator("[data-announcer]")).toContainText(`Confirmation time: ${label}`);
};

test("Confirm waits as long as the profile says", async ({ as }) => {
  const { publicId } = await stage.key();
  const page = await as("stranger");
  await asOwner(page);
  await chooseConfirmTime(page, "5 seconds");
  await page.clock.install();
  await page.goto(`${ACCESS_KEYS}?q=${publicId}`);
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
  await page.getByRole("button", { name: "Delete key Orders" }).first().click();
  await expect(page.locator("[data-announcer]")).toContainText("press Confirm within 5 seconds");
  await page.clock.runFor(4_990);
  const confirm = page.getByRole("button", { name: "Confirm: Delete key Orders" });
  await expect(confirm).toBeVisible();
  await page.clock.runFor(10);
  await expect(confirm).toBeHidden();
});

test("where the profile says always a dialog, there is no time to miss", async ({ as }) => {
  const { publicId } = await stage.key();
  const page = await as("stranger");
  await asOwner(page);
  await chooseConfirmTime(page, "Always a dialog");
  await page.goto(`${ACCESS_KEYS}?q=${publicId}`);
  await page.getByRole("button", { name: "Delete key Orders" }).first().click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Confirm/ })).toHaveCount(0);
});

test("the theme that is chosen here stays, in this browser", async ({ as }) => {
  const page = await as("stranger");
  await asOwner(page);
  await page.getByRole("radio", { name: "Dark" }).check();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect
    .poll(async () => (await page.context().cookies()).map((cookie) => cookie.value))
    .toContain("dark");
  await page.reload();
  await expect(page.getByRole("radio", { name: "Dark" })).toBeChecked();
});

test("a new password takes the old one's place, and ends every other session", async ({ as, faults }) => {
  faults.allow(/401 .*callback\/credentials/);
  faults.allow(/net::ERR_FAILED/);
  const { email } = stage.home.owner;
  const [page, other] = [await as("stranger"), await as("stranger")];
  await signIn(other, email, STAGE_PASSWORD);
  await asOwner(page);
  const [current, next] = [page.getByLabel("Current password"), page.getByLabel("New password")];
  const change = page.getByRole("button", { name: "Change password" });

  await current.fill(STAGE_PASSWORD);
  await next.fill("too short");
  await change.click();
  await expect(page.getByText("At least 12 characters", { exact: false })).toHaveCount(1);
  await expect(next).toBeFocused();

  await current.fill("not the password at all");
  await next.fill("nine other gulls at sea");
  await change.click();
  await expect(page.getByText("That is not your password.")).toBeVisible();

  await expect(next).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Show what you type" }).last().click();
  await expect(next).toHaveAttribute("type", "text");
  await current.fill(STAGE_PASSWORD);

  // Had it arrived, a second press would count as a wrong password: it is not promised that nothing is done twice.
  const away = "**/profile";
  await page.route(away, (route) => (route.request().method() === "POST" ? route.abort() : route.fallback()));
  await change.click();
  await expect(page.getByText(/your new password may count all the same/)).toBeVisible();
  await page.unroute(away);
  await change.click();
  await expect(page.getByText("The new password counts from now on")).toBeVisible();
  await expect(next).toHaveValue("");

  await other.reload();
  await expect(other).toHaveURL(/\/sign-in/);
  await fillSignIn(other, email, STAGE_PASSWORD);
  await expect(other.getByText("do not fit an account")).toBeVisible();
  await fillSignIn(other, email, "nine other gulls at sea");
  await expect(other).not.toHaveURL(/\/sign-in/);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Profile");
  await stage.freshen();
});
