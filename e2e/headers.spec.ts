import { ACCESS_KEYS, posted } from "./harness/keys";
import { MEMBERS } from "./harness/members";
import { hubUrl } from "./harness/run";
import { expect, test } from "./harness/test";

const pages = ["/sign-in", ACCESS_KEYS, MEMBERS, "/docs", "/no-such-page"];

for (const path of pages) {
  test(`${path} comes with a policy that lets only its own scripts run, anew each time`, async ({ page }) => {
    const [first, second] = [await page.request.get(path), await page.request.get(path)];
    const policy = first.headers()["content-security-policy"] ?? "";
    expect(policy).not.toBe(second.headers()["content-security-policy"]);
    const scripts = /script-src ([^;]+)/.exec(policy)?.[1] ?? "";
    const nonce = /'nonce-([\w+/=-]{20,})'/.exec(scripts)?.[1] ?? "";
    expect(nonce).not.toBe("");
    expect(scripts).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/);
    for (const rule of [
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ])
      expect(policy).toContain(rule);
    const inline = [...(await first.text()).matchAll(/<script\b([^>]*)>/g)].map(
      ([, attributes]) => attributes,
    );
    expect(inline.length).toBeGreaterThan(0);
    for (const attributes of inline) expect(attributes).toContain(nonce);
  });

  test(`${path} says nothing of its making, and cannot be framed, sniffed or kept`, async ({ page }) => {
    const headers = (await page.request.get(path)).headers();
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin",
      "referrer-policy": "same-origin",
    });
    expect(headers["x-powered-by"]).toBeUndefined();
    expect(headers.server).toBeUndefined();
    expect(headers["cache-control"]).toMatch(/no-store/);
  });
}

test("a form from another site is refused with 403, and changes nothing", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const name = unique("Not from there");
  const { id } = (await gate.whoami(await mint({ name }))).body;
  await page.goto(`${ACCESS_KEYS}?q=${encodeURIComponent(name)}`);
  await page.getByRole("button", { name: `Edit key ${name}` }).click();
  await page
    .getByRole("dialog", { name: `Edit ${name}` })
    .getByLabel("Description")
    .fill("mine");
  const submit = await posted(page, /mine/, () =>
    page
      .getByRole("dialog", { name: `Edit ${name}` })
      .getByRole("button", { name: "Save" })
      .click(),
  );
  await expect(page.getByRole("dialog", { name: `Edit ${name}` })).toBeHidden();
  const theirs = [{ id, description: "theirs" }, crypto.randomUUID()];
  const foreigners: Record<string, string>[] = [
    { origin: "https://elsewhere.example" },
    { origin: "https://elsewhere.example", "x-forwarded-host": "elsewhere.example" },
    { origin: "null" },
  ];
  for (const foreign of foreigners) {
    const { status } = await submit.again(theirs, foreign);
    expect(status).toBe(403);
  }
  await page.reload();
  await expect(page.getByRole("row").filter({ hasText: name })).toContainText("mine");
});

test("only listed methods are answered", async ({ page }) => {
  for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"])
    expect((await page.request.fetch(ACCESS_KEYS, { method })).status(), method).toBe(405);
});

test("no forwarded header of a stranger changes where links and redirects lead", async ({ page }) => {
  const answer = await page.request.get("/", {
    maxRedirects: 0,
    headers: {
      "x-forwarded-host": "elsewhere.example",
      "x-forwarded-proto": "https",
      forwarded: "host=elsewhere.example",
    },
  });
  expect(answer.status()).toBeGreaterThanOrEqual(300);
  expect(new URL(answer.headers().location ?? "", hubUrl()).origin).toBe(hubUrl());
});
