import { expect, test } from "vitest";
import { verifyRequest } from "@/lib/contracts/verify";
import { snippets } from "./snippets";

const asked = (environment: string | null) => {
  const ways = snippets("KEY", "https://keys.example.com", { scopes: ["keys:verify"], environment });
  const code = ways.find(({ value }) => value === "verify")!.code("ks_secret");
  return verifyRequest.parse(JSON.parse(/-d '(.*)'$/.exec(code)![1]!));
};

test("the call to verify a key names the environment of the key that asks, where it has one", () => {
  expect(asked("production")).toEqual({ key: "the key that your caller sent", environment: "production" });
  expect(asked(null)).toEqual({ key: "the key that your caller sent" });
});

test("a key that may not verify others is not told how", () => {
  const ways = snippets("KEY", "https://keys.example.com", { scopes: ["keys:read"], environment: null });
  expect(ways.map(({ value }) => value)).not.toContain("verify");
});
