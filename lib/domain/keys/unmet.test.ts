import { expect, test } from "vitest";
import { unmet } from "./unmet";

const declared = { environments: ["staging", "production"], ownScopes: ["orders:read", "orders:write"] };
const key = { scopes: ["orders:read"] };

test.each([
  ["staging", declared, []],
  ["nowhere", declared, ["nowhere"]],
  ["nowhere", null, []],
])("of the environment %s, declared in %j, is undeclared: %j", (environment, known, undeclared) => {
  const asked = { environment, scopes: [] };
  expect(unmet("wrong_environment", key, asked, known)).toEqual({ names: [environment], undeclared });
});

test.each([
  [["orders:read", "orders:write"], declared, ["orders:write"], []],
  [["orders:wirte"], declared, ["orders:wirte"], ["orders:wirte"]],
  [["orders:write", "orders:wirte"], declared, ["orders:write", "orders:wirte"], ["orders:wirte"]],
  [["keys:verify", "keys:wirte"], declared, ["keys:verify", "keys:wirte"], ["keys:wirte"]],
  [["orders:wirte"], null, ["orders:wirte"], []],
])("of the scopes %j, declared in %j, the key lacks %j, of which undeclared: %j", (...row) => {
  const [scopes, known, names, undeclared] = row;
  const asked = { environment: null, scopes };
  expect(unmet("insufficient_scope", key, asked, known)).toEqual({ names, undeclared });
});
