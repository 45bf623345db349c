import { afterEach, beforeEach, expect, it, vi } from "vitest";

beforeEach(() => vi.resetModules());
afterEach(() => {
  vi.unstubAllEnvs();
  // What was read of them must not reach the next file.
  vi.resetModules();
});

async function cookiesAt(publicUrl: string) {
  vi.stubEnv("KEYSMITH_PUBLIC_URL", publicUrl);
  const { authOptions } = await import("./options");
  const { cookies } = authOptions({ signIn: async () => null, signOut: async () => {} });
  return Object.values(cookies!).map((cookie) => ({ name: cookie!.name, ...cookie!.options }));
}

const strict = { httpOnly: true, sameSite: "lax", path: "/" };

it("binds every cookie to the one host and to TLS where the hub is reached by https", async () => {
  expect(await cookiesAt("https://keys.example.com")).toEqual([
    { name: "__Host-keysmith.session", ...strict, secure: true },
    { name: "__Host-keysmith.csrf", ...strict, secure: true },
    { name: "__Host-keysmith.callback", ...strict, secure: true },
  ]);
});

it("does without TLS at localhost, since browsers refuse that prefix there", async () => {
  expect(await cookiesAt("http://localhost:3000")).toEqual([
    { name: "keysmith.session", ...strict, secure: false },
    { name: "keysmith.csrf", ...strict, secure: false },
    { name: "keysmith.callback", ...strict, secure: false },
  ]);
});
