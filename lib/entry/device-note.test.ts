import { afterEach, beforeEach, expect, test, vi } from "vitest";

beforeEach(() => vi.resetModules());
afterEach(() => {
  vi.unstubAllEnvs();
  // What was read of them must not reach the next file.
  vi.resetModules();
});

async function at(publicUrl: string) {
  vi.stubEnv("KEYSMITH_PUBLIC_URL", publicUrl);
  return import("./device-note");
}

test("a browser keeps its note for this host and over TLS alone, out of reach of scripts", async () => {
  const { keepNote } = await at("https://keys.example.com");
  expect(keepNote("n.1~n.2")).toBe(
    "__Host-keysmith.device=n.1~n.2; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax; Secure",
  );
});

test("at localhost it does without TLS", async () => {
  const { keepNote } = await at("http://localhost:3000");
  expect(keepNote("n")).toBe("keysmith.device=n; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax");
});

test.each([
  ["keysmith.session=a; keysmith.device=n.1~n.2; theme=dark", "n.1~n.2"],
  ["keysmith.device=n", "n"],
  ["keysmith.device=", null],
  ["xkeysmith.device=n", null],
  ["", null],
  [null, null],
])("of the cookies %j the note is %j", async (cookies, note) => {
  const { noteIn } = await at("http://localhost:3000");
  expect(noteIn(cookies)).toBe(note);
});
