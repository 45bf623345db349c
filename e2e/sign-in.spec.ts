import { ACCESS_KEYS } from "./harness/keys";
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
  await page.getByRole("button", { name: PEOPLE.admin.name }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
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
