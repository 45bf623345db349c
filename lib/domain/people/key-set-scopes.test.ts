import { expect, test } from "vitest";
import { AUTH_TYPES } from "../key-sets/auth-types";
import { callablePermissions } from "./actor";
import { scopesOfKeySet } from "./key-set-scopes";

test("client credentials of a key set may exchange, and nothing else; the other types may nothing at the hub", () => {
  const may = AUTH_TYPES.map((authType) => {
    const scopes = scopesOfKeySet(authType);
    return [authType, callablePermissions({ kind: "key", id: "1", publicId: "p", name: "K", scopes })];
  });
  expect(Object.fromEntries(may)).toEqual({
    api_key: [],
    oauth2_client_credentials: ["token:exchange"],
    basic: [],
  });
});
