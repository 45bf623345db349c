import { describe, expect, test } from "vitest";
import { actorMay, actorReach } from "./actor";
import { disableRefusal, enableRefusal, memberRefusal } from "./membership";
import {
  builtInRole,
  GROUP_PERMISSIONS,
  PERMISSIONS,
  type Permission,
  type Reach,
  ROLES,
  reachOf,
  roleMay,
} from "./roles";

const user = (role: (typeof ROLES)[number]) => ({
  kind: "user" as const,
  id: "u",
  name: "U",
  email: "u@example.com",
  role: builtInRole(role),
});

test("access keys, members and the audit log are for Owner and Admin alone", () => {
  for (const permission of PERMISSIONS.filter((name) => /^(access-key|audit|member):/.test(name))) {
    expect(
      ROLES.filter((role) => roleMay(builtInRole(role), permission)),
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
    expect(
      memberRefusal(user("admin"), { from: builtInRole("owner"), to: builtInRole("viewer"), owners: 2 }),
    ).toBe("owner-only");
    expect(
      memberRefusal(user("admin"), { from: builtInRole("viewer"), to: builtInRole("owner"), owners: 2 }),
    ).toBe("owner-only");
    expect(memberRefusal(user("admin"), { from: null, to: builtInRole("owner"), owners: 2 })).toBe(
      "owner-only",
    );
    expect(memberRefusal(user("admin"), { from: builtInRole("owner"), to: null, owners: 2 })).toBe(
      "owner-only",
    );
    expect(
      memberRefusal(user("admin"), { from: builtInRole("viewer"), to: builtInRole("admin"), owners: 1 }),
    ).toBeNull();
  });
  test("the last Owner neither leaves nor steps down", () => {
    expect(memberRefusal(user("owner"), { from: builtInRole("owner"), to: null, owners: 1 })).toBe(
      "last-owner",
    );
    expect(
      memberRefusal(user("owner"), { from: builtInRole("owner"), to: builtInRole("admin"), owners: 1 }),
    ).toBe("last-owner");
    expect(
      memberRefusal(user("owner"), { from: builtInRole("owner"), to: builtInRole("admin"), owners: 2 }),
    ).toBeNull();
    expect(
      memberRefusal(user("owner"), { from: builtInRole("owner"), to: builtInRole("owner"), owners: 1 }),
    ).toBeNull();
  });
});

describe("who may disable and enable whom", () => {
  const now = new Date();
  const member = (role: (typeof ROLES)[number], patch: object = {}) => ({
    userId: "m",
    role: builtInRole(role),
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
    const change = { from: builtInRole("owner"), to: null, owners: 1 };
    expect(memberRefusal(user("owner"), change)).toBe("last-owner");
    expect(memberRefusal(user("owner"), { ...change, disabled: true })).toBeNull();
  });
});

describe("how far a permission reaches", () => {
  const table: [Permission, ...(Reach | null)[]][] = [
    // owner, admin, developer, consumer, viewer
    ["api:view", "all", "all", "all", "all", "all"],
    ["api:edit", "all", "all", null, null, null],
    ["policy-template:view", "all", "all", null, null, null],
    ["policy-template:edit", "all", "all", null, null, null],
    ["organization:view", "all", "all", "all", "all", "all"],
    ["organization:edit", "all", "all", null, null, null],
    ["application:view", "all", "all", "own-group", "own-group", "all"],
    ["application:edit", "all", "all", "own-group", "own-group", null],
    ["application:suspend", "all", "all", "own-group", null, null],
    ["subscription:view", "all", "all", "own-group", "own-group", "all"],
    ["subscription:request", "all", "all", "own-group", "own-group", null],
    ["subscription:decide", "all", "all", null, null, null],
    ["key-set:view", "all", "all", "own-group", "own-group", "all"],
    ["key-set:retrieve", "all", "all", "own-group", "own-group", null],
    ["key-set:suspend", "all", "all", "own-group", null, null],
    ["key-set:activate", "all", "all", "own-group", null, null],
    ["key-set:regenerate", "all", "all", "own-group", null, null],
    ["key-set:revoke", "all", "all", null, null, null],
    ["key-set:rename", "all", "all", "own-group", null, null],
    ["role:view", "all", "all", null, null, null],
    ["role:edit", "all", null, null, null, null],
    ["workspace:edit", "all", null, null, null, null],
  ];
  test.each(table)("%s", (permission, ...reaches) => {
    expect(ROLES.map((role) => reachOf(builtInRole(role), permission))).toEqual(reaches);
  });
  test("only what belongs to a group is narrowed to one's own", () => {
    for (const role of ROLES)
      for (const permission of PERMISSIONS)
        if (reachOf(builtInRole(role), permission) === "own-group")
          expect(GROUP_PERMISSIONS).toContain(permission);
  });
  test("a Viewer changes nothing", () => {
    const own = ["session:own", "profile:own", "personal-key:own"];
    const may = PERMISSIONS.filter((permission) => roleMay(builtInRole("viewer"), permission));
    expect(may.filter((permission) => !own.includes(permission) && !permission.endsWith(":view"))).toEqual(
      [],
    );
  });
  test("a program reaches by its scopes all or nothing, and never the secrets of key sets", () => {
    const program = { kind: "key", id: "k", publicId: "p", name: "K" } as const;
    const both = { ...program, scopes: ["key-sets:read", "key-sets:write"] };
    expect(actorReach(both, "key-set:revoke")).toBe("all");
    expect(actorReach({ ...program, scopes: ["key-sets:read"] }, "key-set:revoke")).toBeNull();
    expect(actorReach(both, "key-set:retrieve")).toBeNull();
    expect(actorReach(user("developer"), "key-set:view")).toBe("own-group");
  });
});
