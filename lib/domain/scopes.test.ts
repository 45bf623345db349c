import { expect, test } from "vitest";
import { HUB_SCOPES, mayBeOwnScope, SCOPE_PRESETS } from "./scopes";

test("a workspace's own scope never looks like one of the hub's", () => {
  for (const scope of Object.keys(HUB_SCOPES)) expect(mayBeOwnScope(scope), scope).toBe(false);
  expect(["keys:frob", "members:write", "signing-keys:read"].filter(mayBeOwnScope)).toEqual([]);
  expect(["orders:write", "key:turn", "my-keys:read"].filter(mayBeOwnScope)).toHaveLength(3);
  expect(["orders", "Orders:write", "orders:", ":write", "a:b:c"].filter(mayBeOwnScope)).toEqual([]);
});

test("the preset that is chosen to begin with gives no power at all", () => {
  expect(SCOPE_PRESETS[0]!.scopes).toEqual([]);
});
