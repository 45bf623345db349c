import { describe, expect, it } from "vitest";
import { newKey } from "@/lib/crypto/random";
import { createLog, withoutCredentials } from "./log";

function lines(): { text: () => string; write: (line: string) => void } {
  const written: string[] = [];
  return { text: () => written.join(""), write: (line) => void written.push(line) };
}

const made = newKey({ prefix: "ks", kind: "access", environment: "production" });
const key = made.text.reveal();

describe("the log", () => {
  it("stars a key's secret in a message and keeps its public id", () => {
    const out = lines();
    createLog("info", "test", out).info(`somebody sent ${key} twice: "${key}"`);
    expect(out.text()).not.toContain(key.slice(-38));
    expect(out.text()).toContain(`_${made.publicId}_****`);
  });

  it("stars a key in an error's text, its stack and its cause", () => {
    const out = lines();
    createLog("info", "test", out).error(new Error(`bad ${key}`, { cause: new Error(key) }), "failed");
    expect(out.text()).not.toContain(key.slice(-38));
    expect(out.text()).toContain(made.publicId);
  });

  it("tells of each of several errors that came together", () => {
    const out = lines();
    const several = [new Error(`bad ${key}`), new Error("worse", { cause: new Error("the worst") })];
    createLog("info", "test", out).warn(new AggregateError(several, "two failed"), "failed");
    for (const told of ["two failed", "bad ", "worse", "the worst"]) expect(out.text()).toContain(told);
    expect(out.text()).not.toContain(key.slice(-38));
  });

  it("tells of a failed statement, but not what it was given", () => {
    const out = lines();
    const cause = Object.assign(new Error("duplicate key"), {
      code: "23505",
      detail: "Key (email)=(ada@example.com)",
    });
    const failed = Object.assign(
      new Error("Failed query: insert into users\nparams: ada@example.com,$argon2id$v=19", { cause }),
      {
        params: ["ada@example.com", "$argon2id$v=19"],
      },
    );
    createLog("info", "test", out).error({ err: failed }, "failed");
    createLog("info", "test", out).error(failed, "failed");
    expect(out.text()).not.toMatch(/ada@example|argon2id/);
    expect(out.text()).toContain("insert into users");
    expect(out.text()).toContain("23505");
  });

  it.each([
    [{ authorization: "Bearer abc" }],
    [{ headers: { "x-api-key": "abc", "x-tenant-api-key": "abc" } }],
    [{ req: { headers: { cookie: "abc", "set-cookie": ["abc"] } } }],
    [{ password: "abc", user: { password: "abc" }, a: { b: { secret: "abc" } } }],
    [{ token: "abc", body: { key: "abc" } }],
  ])("stars fields that carry a secret: %j", (fields) => {
    const out = lines();
    createLog("info", "test", out).info(fields, "seen");
    expect(out.text()).not.toContain("abc");
    expect(out.text()).toContain("****");
  });

  it("stars bearer credentials, database passwords and link tokens in any text", () => {
    const text =
      "Authorization: Bearer eyJhbGciOi.J9.x postgres://me:hunter22@db/x http://h/setup#token=0123456789abcdefghijklmno";
    expect(withoutCredentials(text)).toBe(
      "Authorization: Bearer **** postgres://me:****@db/x http://h/setup#token=****",
    );
  });

  it("leaves ordinary text as it is", () => {
    const text = "PostgreSQL is back after 412 ms (a_b_c, tokens of 3 kinds)";
    expect(withoutCredentials(text)).toBe(text);
  });

  it("writes one JSON object per line, whatever the message holds", () => {
    const out = lines();
    createLog("info", "test", out).info("first\nsecond\r\n\u2028third");
    expect(out.text().trimEnd().split("\n")).toHaveLength(1);
    expect(JSON.parse(out.text())).toMatchObject({ level: "info", process: "test" });
  });
});
