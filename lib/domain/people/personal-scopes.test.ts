import { describe, expect, test } from "vitest";
import { HUB_SCOPES } from "../scopes";
import { SCOPE_OF } from "./actor";
import { scopesOfRole } from "./personal-scopes";
import { builtInRole, PERMISSIONS, ROLES, roleMay } from "./roles";

describe("what a personal key holds follows from its user's role", () => {
  test.each([
    [
      "owner",
      [
        "keys:read",
        "keys:write",
        "key-sets:read",
        "key-sets:write",
        "signing-keys:read",
        "signing-keys:write",
        "outposts:read",
        "outposts:write",
      ],
    ],
    [
      "admin",
      [
        "keys:read",
        "keys:write",
        "key-sets:read",
        "key-sets:write",
        "signing-keys:read",
        "signing-keys:write",
        "outposts:read",
        "outposts:write",
      ],
    ],
    ["developer", []],
    ["consumer", []],
    ["viewer", ["key-sets:read"]],
  ] as const)("%s", (role, scopes) => {
    expect(scopesOfRole(builtInRole(role))).toEqual(scopes);
  });
  test("no scope brings a permission that the role lacks", () => {
    for (const role of ROLES) {
      for (const permission of PERMISSIONS) {
        const scope = SCOPE_OF[permission];
        if (scope && scopesOfRole(builtInRole(role)).includes(scope))
          expect(roleMay(builtInRole(role), permission)).toBe(true);
      }
    }
  });
  test("nobody's own key may ask about other keys, or stands for a program that rotates itself", () => {
    for (const role of ROLES)
      for (const scope of ["keys:verify", "keys:rotate"] as const) {
        expect(Object.keys(HUB_SCOPES)).toContain(scope);
        expect(scopesOfRole(builtInRole(role))).not.toContain(scope);
      }
  });
});
