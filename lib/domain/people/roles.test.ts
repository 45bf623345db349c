import { describe, expect, test } from "vitest";
import { actorMay } from "./actor";
import { memberRefusal } from "./membership";
import { PERMISSIONS, ROLES, roleMay } from "./roles";

const user = (role: (typeof ROLES)[number]) => ({
  kind: "user" as const,
  id: "u",
  name: "U",
  email: "u@example.com",
  role,
});

test("access keys, members and the audit log are for Owner and Admin alone", () => {
  for (const permission of PERMISSIONS.filter((name) => /^(access-key|audit|member):/.test(name))) {
    expect(
      ROLES.filter((role) => roleMay(role, permission)),
      permission,
    ).toEqual(["owner", "admin"]);
  }
});

test("a key without scopes has no power", () => {
  for (const permission of PERMISSIONS) {
    expect(
      actorMay({ kind: "key", id: "k", publicId: "p", name: "K", scopes: [] }, permission),
      permission,
    ).toBe(false);
  }
});

test("a key never manages people, whatever its scopes", () => {
  const everything = {
    kind: "key" as const,
    id: "k",
    publicId: "p",
    name: "K",
    scopes: ["keys:verify", "keys:read", "keys:write", "members:write", "member:remove"],
  };
  for (const permission of PERMISSIONS.filter((name) => name.startsWith("member:")))
    expect(actorMay(everything, permission)).toBe(false);
});

describe("who may change whom", () => {
  test("an Admin neither changes an Owner nor makes one", () => {
    expect(memberRefusal(user("admin"), { from: "owner", to: "viewer", owners: 2 })).toBe("owner-only");
    expect(memberRefusal(user("admin"), { from: "viewer", to: "owner", owners: 2 })).toBe("owner-only");
    expect(memberRefusal(user("admin"), { from: null, to: "owner", owners: 2 })).toBe("owner-only");
    expect(memberRefusal(user("admin"), { from: "owner", to: null, owners: 2 })).toBe("owner-only");
    expect(memberRefusal(user("admin"), { from: "viewer", to: "admin", owners: 1 })).toBeNull();
  });
  test("the last Owner neither leaves nor steps down", () => {
    expect(memberRefusal(user("owner"), { from: "owner", to: null, owners: 1 })).toBe("last-owner");
    expect(memberRefusal(user("owner"), { from: "owner", to: "admin", owners: 1 })).toBe("last-owner");
    expect(memberRefusal(user("owner"), { from: "owner", to: "admin", owners: 2 })).toBeNull();
    expect(memberRefusal(user("owner"), { from: "owner", to: "owner", owners: 1 })).toBeNull();
  });
});
