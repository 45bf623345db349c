import { ACCESS_KEYS } from "./harness/keys";
import { acceptInvitation, inviteMember } from "./harness/members";
import { fillSignIn, PASSWORD, PEOPLE, signIn } from "./harness/people";
import { hubUrl } from "./harness/run";
import { expect, test } from "./harness/test";

const { email, name } = PEOPLE.viewer;

test("a wrong password and an unknown person get the same sentence, and what was typed stays", async ({
  as,
  faults,
}) => {
  faults.allow(/status of 401/);
  const page = await as("stranger");
  await page.goto("/sign-in");
  const said: string[] = [];
  for (const [who, password] of [
    [email, "not the right password"],
    ["nobody@northwind.test", PASSWORD],
    [`${"x".repeat(60)}@northwind.test`, "x".repeat(200)],
  ] as const) {
    await fillSignIn(page, who, password);
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert).toBeVisible();
    said.push((await alert.textContent()) ?? "");
    await expect(page.getByLabel("Email")).toHaveValue(who);
    await page.reload();
  }
  expect(new Set(said).size).toBe(1);
  expect(said[0]).toContain("do not fit an account");
});

test("signing in leads to the asked page; signing out ends the session on the hub too", async ({
  as,
  browser,
}) => {
  const page = await as("stranger");
  await page.goto(`${ACCESS_KEYS}?sort=name`);
  await fillSignIn(page, PEOPLE.admin.email, PASSWORD);
  await expect(page).toHaveURL(`${ACCESS_KEYS}?sort=name`);
  const stolen = await page.context().storageState();
  const signOut = page.getByRole("menuitem", { name: "Sign out" });
  // The page is whole before its scripts are: a press in between opens nothing.
  await expect(async () => {
    if (!(await signOut.isVisible())) await page.getByRole("button", { name: PEOPLE.admin.name }).click();
    await expect(signOut).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await signOut.click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto(ACCESS_KEYS);
  await expect(page).toHaveURL(/\/sign-in/);
  const thief = await browser.newContext({ baseURL: hubUrl(), storageState: stolen });
  const theirs = await thief.newPage();
  await theirs.goto(ACCESS_KEYS);
  await expect(theirs).toHaveURL(/\/sign-in/);
  await thief.close();
});

for (const to of [
  "https://elsewhere.example/",
  "//elsewhere.example",
  "/\\elsewhere.example",
  "javascript:alert(1)",
]) {
  test(`signing in never leads to ${to}`, async ({ as }) => {
    const page = await as("stranger");
    await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
    await fillSignIn(page, email, PASSWORD);
    await expect(page.getByRole("button", { name })).toBeVisible();
    expect(new URL(page.url()).origin).toBe(hubUrl());
  });
}

test("the session's cookie cannot be read by scripts, and is not sent from other sites", async ({ as }) => {
  const page = await as("stranger");
  await signIn(page, email);
  const cookies = await page.context().cookies();
  const session = cookies.filter((cookie) => /session/.test(cookie.name));
  expect(session.length).toBeGreaterThan(0);
  for (const cookie of session) expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  expect(await page.evaluate(() => document.cookie)).not.toContain("session");
});

test("the theme that was chosen stays, in every page from its first paint", async ({ as }) => {
  const page = await as("stranger");
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Theme: Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect
    .poll(async () => (await page.context().cookies()).map((cookie) => cookie.value))
    .toContain("dark");
  const answer = await page.goto("/docs");
  expect(await answer?.text()).toContain('data-theme="dark"');
});

test("whoever tries too often is told to wait, and learns nothing from it; the holder comes in meanwhile", async ({
  page,
  as,
  faults,
  unique,
}) => {
  faults.allow(/status of (401|429)/);
  const name = unique("Hilda Hammered");
  const known = `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}@northwind.test`;
  const theirs = await as("stranger");
  await acceptInvitation(theirs, await inviteMember(page, known, "Viewer"), { name });
  const stranger = await as("stranger");
  await stranger.goto("/sign-in");
  const alert = stranger.getByRole("main").getByRole("alert");
  const triesUntilLimited = async (who: string) => {
    for (let tries = 1; tries <= 20; tries++) {
      await fillSignIn(stranger, who, `a wrong guess number ${tries}`);
      await expect(stranger.getByRole("button", { name: "Sign in" })).toBeEnabled();
      await expect(alert).toBeVisible();
      if ((await alert.textContent())?.includes("Too many tries")) return tries;
    }
    return "never";
  };
  const tries = await triesUntilLimited(known);
  expect(tries).toBe(6);
  expect(await triesUntilLimited(`nobody-${known}`)).toBe(tries);
  await fillSignIn(stranger, known, PASSWORD);
  await expect(alert).toContainText("Too many tries");

  await theirs.getByRole("button", { name }).click();
  // The address changes before the page does: what is typed until then is lost with the old one.
  const left = theirs.waitForEvent("load");
  await theirs.getByRole("menuitem", { name: "Sign out" }).click();
  await left;
  await expect(theirs).toHaveURL(/\/sign-in$/);
  await fillSignIn(theirs, known, PASSWORD);
  await expect(theirs.getByRole("button", { name })).toBeVisible();
});

test("a browser that has signed in keeps a note that scripts cannot read", async ({ as }) => {
  const page = await as("stranger");
  await signIn(page, email);
  const note = (await page.context().cookies()).find((cookie) => cookie.name.endsWith("keysmith.device"));
  expect(note).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  expect(note?.value).not.toContain(email);
});
