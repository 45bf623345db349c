import { ACCESS_KEYS, findKey, knowing, openKey } from "./harness/keys";
import { expect, test } from "./harness/test";

/** A key's text without its last `n` characters, with a wrong letter, and so on: what happens on the way to a program. */
const cut = (key: string, n = 9) => key.slice(0, -n);
const mistyped = (key: string) => key.slice(0, -20) + (key.at(-20) === "x" ? "y" : "x") + key.slice(-19);

test.describe("verify tells its trusted caller", () => {
  test("what a good key is and may do", async ({ gate, mint, unique }) => {
    const name = unique("Good");
    const caller = await mint({ name: unique("Caller") });
    const key = await mint({
      name,
      environment: "production",
      scopes: ["keys:read", "keys:write"],
      expiration: "Never",
    });
    const { status, headers, body } = await gate.verify(caller, {
      key,
      scopes: ["keys:write"],
      environment: "production",
    });
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(body).toEqual({
      valid: true,
      code: "valid",
      key: expect.objectContaining({
        kind: "access",
        name,
        version: 1,
        environment: "production",
        scopes: ["keys:read", "keys:write"],
        expires_at: null,
      }),
    });
    expect(JSON.stringify(body)).not.toContain(key.slice(-38));
  });

  test("[4-30] that a scope is missing, and which", async ({ gate, mint, unique }) => {
    const caller = await mint({ name: unique("Caller") });
    const key = await mint({ name: unique("Narrow"), scopes: ["keys:read"] });
    const { status, body } = await gate.verify(caller, { key, scopes: ["keys:read", "orders:write"] });
    expect(status).toBe(200);
    expect(body).toMatchObject({ valid: false, code: "insufficient_scope", key: { scopes: ["keys:read"] } });
    expect(body.message).toContain("orders:write");
    expect(body.message).not.toContain("keys:read");
  });

  test("that the key is for another environment", async ({ gate, mint, unique }) => {
    const caller = await mint({ name: unique("Caller") });
    const key = await mint({ name: unique("Staging"), environment: "staging" });
    const { body } = await gate.verify(caller, { key, environment: "production" });
    expect(body).toMatchObject({ valid: false, code: "wrong_environment", key: { environment: "staging" } });
  });

  test("[4-31] that the key is revoked, disabled or deleted", async ({ page, gate, mint, unique }) => {
    const caller = await mint({ name: unique("Caller") });
    const base = unique("Ended");
    const [revoked, disabled, deleted] = await Promise.all(
      ["revoked", "disabled", "deleted"].map((end) => mint({ name: `${base} ${end}` })),
    );
    for (const key of [revoked, disabled, deleted])
      expect((await gate.verify(caller, { key })).body.valid).toBe(true);

    await openKey(page, (await gate.whoami(revoked!)).body.id);
    await page.getByRole("button", { name: "Revoke key" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByLabel("Reason").selectOption({ label: "Another reason" });
    await knowing(dialog);
    await dialog.getByRole("button", { name: "Revoke key" }).click();
    await expect(dialog).toContainText("Refused at 1 of 1 gate");
    await openKey(page, (await gate.whoami(disabled!)).body.id);
    await page.getByRole("button", { name: "Disable" }).click();
    await expect(page.getByText("Refused at 1 of 1 gate")).toBeVisible();
    await openKey(page, (await gate.whoami(deleted!)).body.id);
    await page.getByRole("button", { name: "Delete key" }).click();
    await knowing(dialog);
    await dialog.getByRole("button", { name: "Delete key" }).click();
    await expect(dialog).toContainText("Refused at 1 of 1 gate");

    const answers: Record<string, unknown>[] = [];
    for (const key of [revoked, disabled, deleted]) answers.push((await gate.verify(caller, { key })).body);
    expect(answers).toMatchObject([
      {
        valid: false,
        code: "revoked",
        message: expect.stringContaining("revoked"),
        key: { name: `${base} revoked` },
      },
      {
        valid: false,
        code: "suspended",
        message: expect.stringContaining("disabled"),
        key: { name: `${base} disabled` },
      },
      { valid: false, code: "unknown" },
    ]);
    expect(answers[2]).not.toHaveProperty("key");

    // Their bearers hear one and the same, which tells nothing of what became of the key.
    const bodies: Record<string, unknown>[] = [];
    for (const key of [revoked, disabled, deleted]) {
      const { status, body } = await gate.whoami(key!);
      expect(status).toBe(401);
      expect(body.diagnostic_id).toMatch(/^dx_/);
      bodies.push({ ...body, diagnostic_id: null });
    }
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
  });

  test("[4-33] [4-34] [4-35] that the text is mistyped, cut, or quoted on one side", async ({
    gate,
    mint,
    unique,
  }) => {
    const caller = await mint({ name: unique("Caller") });
    const key = await mint({ name: unique("Mangled") });
    const cases = [
      [mistyped(key), "mistyped"],
      [cut(key), "cut"],
      [cut(key, 41), "cut"],
      [`"${key}`, "quoted"],
      [`${key}'`, "quoted"],
      [`“${key}”`, "quoted"],
      [`${key}x`, "too_long"],
      [`${key.slice(0, 30)}\n${key.slice(30)}`, "spaces"],
      [key.slice(0, key.lastIndexOf("_")), "public_id_only"],
      ["hunter2", "not_a_key"],
      [`eyJhbGciOiJSUzI1NiJ9.${"eyJzdWIiOiIxIn0".repeat(20)}.c2ln`, "token"],
      ["", "empty"],
    ] as const;
    for (const [text, hint] of cases) {
      const { status, body } = await gate.verify(caller, { key: text });
      expect(status).toBe(200);
      expect(body, text).toMatchObject({ valid: false, code: "malformed", hint });
      expect(body.message.length).toBeGreaterThan(10);
      expect(body.diagnostic_id).toMatch(/^dx_/);
    }
  });
});

test.describe("a caller of verify", () => {
  test("without the scope keys:verify is refused with 403", async ({ gate, mint, unique }) => {
    const caller = await mint({ name: unique("No verify"), scopes: ["keys:read"] });
    const { status, body } = await gate.verify(caller, { key: caller });
    expect(status).toBe(403);
    expect(body).toMatchObject({
      status: 403,
      code: "insufficient_scope",
      detail: expect.stringContaining("keys:verify"),
    });
  });

  test("with a body that is not as it should be is told where", async ({ gate, mint, unique }) => {
    const caller = await mint({ name: unique("Clumsy") });
    for (const body of [
      {},
      { key: 7 },
      { key: "x", scopes: "orders:write" },
      { key: "x", surprise: true },
      [],
      null,
    ]) {
      const answer = await gate.verify(caller, body);
      expect(answer.status, JSON.stringify(body)).toBe(400);
      expect(answer.headers.get("content-type")).toContain("application/problem+json");
      expect(answer.body).toMatchObject({ code: "invalid", request_id: expect.any(String) });
    }
    const authorization = `Bearer ${caller}`;
    const json = { authorization, "content-type": "application/json" };
    const large = JSON.stringify({ key: "x".repeat(70_000) });
    expect((await gate.call("/v1/keys/verify", { method: "POST", headers: json, body: large })).status).toBe(
      413,
    );
    expect((await gate.call("/v1/keys/verify", { method: "POST", headers: json, body: "{" })).status).toBe(
      400,
    );
    expect(
      (await gate.call("/v1/keys/verify", { method: "POST", headers: { authorization }, body: "{}" })).status,
    ).toBe(415);
    const wrong = await gate.call("/v1/keys/verify", { headers: json });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get("allow")).toBe("POST");
  });
});

test.describe("whoami", () => {
  test("[4-32] takes the key as Bearer, X-API-Key or x-tenant-api-key, and tells what it is", async ({
    gate,
    mint,
    unique,
  }) => {
    const name = unique("Presented");
    const key = await mint({ name, scopes: ["keys:verify"] });
    const forms: Record<string, string>[] = [
      { authorization: `Bearer ${key}` },
      { authorization: `bearer ${key}` },
      { "X-API-Key": key },
      { "x-tenant-api-key": key },
      { authorization: `Bearer ${key}`, "X-API-Key": key },
    ];
    for (const headers of forms) {
      const { status, body } = await gate.call("/v1/whoami", { headers });
      expect(status, Object.keys(headers).join()).toBe(200);
      expect(body).toMatchObject({ name, workspace: "northwind", scopes: ["keys:verify"], status: "active" });
    }
  });

  test("refuses two different credentials with 400", async ({ gate, mint, unique }) => {
    const [one, two] = [await mint({ name: unique("One") }), await mint({ name: unique("Two") })];
    const { status, body } = await gate.call("/v1/whoami", {
      headers: { authorization: `Bearer ${one}`, "x-api-key": two },
    });
    expect(status).toBe(400);
    expect(body.code).toBe("several_keys");
  });

  test("asks for a key where none is given, and challenges only those who used Authorization", async ({
    gate,
  }) => {
    const none = await gate.call("/v1/whoami");
    expect(none.status).toBe(401);
    expect(none.body.detail).toContain("Authorization: Bearer");
    expect(none.headers.get("www-authenticate")).toBeNull();
    const basic = await gate.call("/v1/whoami", { headers: { authorization: "Basic b2xpdmU6c2VjcmV0" } });
    expect(basic.status).toBe(401);
    expect(basic.headers.get("www-authenticate")).toContain("Bearer");
    const other = await gate.call("/v1/whoami", { headers: { "x-api-key": "nonsense" } });
    expect(other.headers.get("www-authenticate")).toBeNull();
  });

  test("tells anyone that a key is cut, quoted or mistyped, since that depends on nothing stored", async ({
    gate,
    mint,
    unique,
  }) => {
    const key = await mint({ name: unique("Mangled") });
    for (const [text, hint] of [
      [cut(key), "cut"],
      [`"${key}"`, "quoted"],
      [mistyped(key), "mistyped"],
    ] as const) {
      const { status, body } = await gate.whoami(text);
      expect(status).toBe(401);
      expect(body).toMatchObject({ code: "malformed_key", hint });
    }
  });
});

test("[4-36] the cause of a refusal is read in the console, by the diagnostic id that its bearer got", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const name = unique("Diagnosed");
  const key = await mint({ name });
  const { id } = (await gate.whoami(key)).body;
  const row = await findKey(page, name);
  await row.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await expect(page.getByText("Refused at 1 of 1 gate")).toBeVisible();
  const { diagnostic_id: diagnosticId } = (await gate.whoami(key)).body;
  const field = page.getByLabel("Diagnostic id");
  await field.fill(diagnosticId);
  await expect(async () => {
    await page.getByRole("button", { name: "Look up" }).click();
    await expect(page.getByText("The key is disabled.")).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(page.getByText("Asked for /v1/whoami")).toBeVisible();
  await expect(page.getByRole("link", { name: "Open the key" })).toHaveAttribute("href", `/keys/${id}`);
  await field.fill("dx_00000000000000");
  await page.getByRole("button", { name: "Look up" }).click();
  await expect(field).toHaveAccessibleDescription(/No refusal of this workspace has this id/);
  await field.fill(crypto.randomUUID());
  await page.getByRole("button", { name: "Look up" }).click();
  await expect(field).toHaveAccessibleDescription(/looks like the request id of an Outpost/);
});

test("[4-33] [4-34] [4-35] the console examines a pasted key in the browser, and sends it nowhere", async ({
  page,
  mint,
  unique,
}) => {
  const key = await mint({ name: unique("Examined") });
  await page.goto(ACCESS_KEYS);
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  const field = page.getByLabel("Examine a key");
  for (const [text, finding] of [
    [mistyped(key), "checksum does not fit"],
    [cut(key), "The key is cut"],
    [`"${key}`, "quotation marks"],
    [key, "The text is whole"],
  ] as const) {
    await field.fill(text);
    await expect(page.getByRole("main")).toContainText(finding);
  }
  expect(sent.filter((request) => request.includes(key.slice(-38, -20)))).toEqual([]);
});

test("what runs answers /healthz and /readyz, and unknown paths of the API are a 404 in JSON", async ({
  gate,
}) => {
  expect((await gate.call("/healthz")).status).toBe(200);
  expect((await gate.call("/readyz")).body).toMatchObject({ ready: true, checks: { database: true } });
  const unknown = await gate.call("/v1/nothing");
  expect(unknown.status).toBe(404);
  expect(unknown.body.code).toBe("no_such_path");
});

test("the metrics are for the hub's own machine, and hold no key", async ({ gate, mint, unique }) => {
  const key = await mint({ name: unique("Measured") });
  await gate.whoami(key);
  const { status, headers, text } = await gate.call("/metrics");
  expect(status).toBe(200);
  expect(headers.get("content-type")).toContain("text/plain; version=0.0.4");
  expect(text).toMatch(/^keysmith_requests_total\{route="GET \/v1\/whoami",status="200"\} [1-9]/m);
  expect(text).toMatch(/^keysmith_lease_held 1$/m);
  for (const part of key.split("_").slice(2)) expect(text).not.toContain(part);
  const byProxy = await gate.call("/metrics", { headers: { "x-forwarded-for": "192.0.2.1" } });
  expect(byProxy.status).toBe(403);
});
