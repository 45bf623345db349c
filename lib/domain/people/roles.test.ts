import { describe, expect, test } from "vitest";
import { actorMay } from "./actor";
import { disableRefusal, enableRefusal, memberRefusal } from "./membership";
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

describe("who may disable and enable whom", () => {
  const now = new Date();
  const member = (role: (typeof ROLES)[number], patch: object = {}) => ({
    userId: "m",
    role,
    disabledAt: null,
    owners: 2,
    ...patch,
  });
  test.each([
    ["an Admin a Developer", user("admin"), member("developer"), null],
    ["an Admin another Admin", user("admin"), member("admin"), null],
    ["an Admin an Owner", user("admin"), member("owner"), "owner-only"],
    ["an Owner another Owner", user("owner"), member("owner"), null],
    ["an Owner the last one", user("owner"), member("owner", { owners: 1 }), "last-owner"],
    ["an Owner themselves", user("owner"), member("owner", { userId: "u" }), "not-yourself"],
    ["an Admin themselves", user("admin"), member("admin", { userId: "u" }), "not-yourself"],
    ["anybody twice", user("owner"), member("viewer", { disabledAt: now }), "member-disabled"],
  ] as const)("disabling: %s", (_, actor, whom, refusal) => {
    expect(disableRefusal(actor, whom)).toBe(refusal);
  });
  test.each([
    ["an Admin a disabled Developer", user("admin"), member("developer", { disabledAt: now }), null],
    ["an Admin a disabled Owner", user("admin"), member("owner", { disabledAt: now }), "owner-only"],
    ["an Owner a disabled Owner", user("owner"), member("owner", { disabledAt: now, owners: 1 }), null],
    ["anybody who is not disabled", user("owner"), member("viewer"), "member-not-disabled"],
  ] as const)("enabling: %s", (_, actor, whom, refusal) => {
    expect(enableRefusal(actor, whom)).toBe(refusal);
  });
  test("a disabled Owner does not keep the workspace, so the last one who may enter stays", () => {
    const change = { from: "owner", to: null, owners: 1 } as const;
    expect(memberRefusal(user("owner"), change)).toBe("last-owner");
    expect(memberRefusal(user("owner"), { ...change, disabled: true })).toBeNull();
  });
});
