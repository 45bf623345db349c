import { openKey } from "./harness/keys";
import { expect, test } from "./harness/test";

test("[4-11] [4-12] a key's page says who made it and when, and when and from where it was last used", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const name = unique("Facts");
  const secret = await mint({ name, environment: "staging", scopes: ["keys:read", "keys:verify"] });
  const { id, public_id: publicId } = (await gate.whoami(secret)).body;
  const facts = page.getByRole("region", { name: "Facts" });
  await expect(async () => {
    await openKey(page, id);
    await expect(facts).toContainText(/Last used.*ago.*from/, { timeout: 500 });
  }).toPass();
  const fact = (term: string) =>
    facts.locator("dl > div").filter({ has: page.locator("dt", { hasText: term }) });
  await expect(fact("Created")).toContainText("by Olive Owner");
  await expect(fact("Created").locator("time")).toHaveAttribute("datetime", /^\d{4}-/);
  await expect(fact("Last used")).toContainText(/from (::ffff:)?127\.0\.0\.1|from ::1/);
  await expect(fact("Environment")).toContainText("staging");
  await expect(fact("Scopes").getByRole("listitem")).toHaveText(["keys:read", "keys:verify"]);
  await expect(fact("Key")).toContainText(secret.slice(-4));
  await expect(page.getByRole("region", { name: "Versions" })).toContainText("LATEST");
  expect(await page.content()).toContain(publicId);
});

test("[4-13] calls are counted: allowed, and denied by reason, with who called", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const name = unique("Counted");
  const caller = await mint({ name: `${name} caller`, scopes: ["keys:verify"] });
  const secret = await mint({ name, scopes: ["keys:read"] });
  const source = { ip: "203.0.113.9", user_agent: "orders-api/2.1" };
  const asked = [
    ...Array.from({ length: 5 }, () => ({ key: secret, source })),
    ...Array.from({ length: 2 }, () => ({ key: secret, scopes: ["orders:write"], source })),
    { key: secret, environment: "production", source },
  ];
  const answers: { code: string; key: { id: string } }[] = [];
  for (const body of asked) answers.push((await gate.verify(caller, body)).body);
  expect(answers.map((answer) => answer.code)).toEqual([
    ...Array(5).fill("valid"),
    ...Array(2).fill("insufficient_scope"),
    "wrong_environment",
  ]);
  const outcomes = page.getByRole("table", { name: "Calls by outcome" }).getByRole("row");
  await expect(async () => {
    await openKey(page, answers[0]!.key.id);
    await expect(outcomes.filter({ hasText: "Allowed" }).getByRole("cell").first()).toHaveText("5", {
      timeout: 500,
    });
  }).toPass();
  await expect(outcomes.filter({ hasText: "lacks a scope" }).getByRole("cell").first()).toHaveText("2");
  await expect(outcomes.filter({ hasText: "another environment" }).getByRole("cell").first()).toHaveText("1");
  await expect(page.getByRole("img", { name: "5 calls allowed and 3 denied in 30 days" })).toBeVisible();
  const callers = page.getByRole("table", { name: "Callers" }).getByRole("row").nth(1);
  await expect(callers).toContainText("203.0.113.9");
  await expect(callers).toContainText("orders-api/2.1");
  await expect(callers).toContainText("8");
});

test("the history tells who did what, from where, with before and after", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const name = unique("Told");
  const { id } = (await gate.whoami(await mint({ name, description: "old words" }))).body;
  await openKey(page, id);
  await page.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Description").fill("new words");
  await dialog.getByRole("button", { name: "Save" }).click();
  const latest = page.getByRole("region", { name: "History" }).getByRole("listitem").first();
  await expect(latest).toContainText("Olive Owner edited the key");
  await expect(latest).toContainText(/old words\s*to\s*new words/);
  await expect(latest).toContainText(/in the console from (127\.0\.0\.1|::1|::ffff:127\.0\.0\.1)/);
  const first = page.getByRole("region", { name: "History" }).getByRole("listitem").last();
  await expect(first).toContainText("created the key");
});

test("the audit log holds every change in one chain that can be checked", async ({ page, mint, unique }) => {
  const name = unique("Chained");
  await mint({ name });
  await page.goto("/settings/audit-log");
  await expect(page.getByRole("row").filter({ hasText: name })).toContainText("Olive Owner created the key");
  await page.getByRole("button", { name: "Check the chain" }).click();
  await expect(page.getByText("The chain is intact")).toBeVisible();
});
