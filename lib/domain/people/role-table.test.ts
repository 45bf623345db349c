import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Actor, actorMay, SCOPE_OF, scopesBeyond } from "./actor";
import { memberRefusal } from "./membership";
import { scopesOfRole } from "./personal-scopes";
import {
  beginningOf,
  beyond,
  changesOf,
  chosenOf,
  completed,
  differenceOf,
  GIVABLE,
  isByGroup,
  missingIn,
  OWN_PERMISSIONS,
  OWNER_PERMISSIONS,
  slugFor,
  tableOf,
  without,
} from "./role-table";
import { builtInRole, type HeldRole, PERMISSIONS, REACHES, ROLES, type RoleTable, reachOf } from "./roles";

const table = fc
  .array(fc.tuple(fc.constantFrom(...GIVABLE), fc.constantFrom(...REACHES)), { maxLength: 40 })
  .map(
    (pairs): RoleTable =>
      Object.fromEntries(
        pairs.map(([permission, reach]) => [permission, isByGroup(permission) ? reach : "all"]),
      ),
  );
const slug = fc.constantFrom("admin", "developer", "consumer", "viewer", "support");
const custom = (chosen: RoleTable): HeldRole => ({
  slug: "support",
  name: "Support",
  table: tableOf("support", changesOf("support", chosen)),
});
const person = (role: HeldRole): Actor => ({
  kind: "user",
  id: "u",
  name: "U",
  email: "u@example.com",
  role,
});

test("a table comes back from what is stored of it, whatever role it is of", () => {
  fc.assert(
    fc.property(slug, table, (role, some) => {
      const chosen = completed(some);
      expect(chosenOf(tableOf(role, changesOf(role, chosen)))).toEqual(chosen);
    }),
  );
});

test("a role that nobody has adjusted is as it began, and an adjusted one gains what a later version gives it", () => {
  for (const role of ROLES) expect(tableOf(role, {})).toEqual(beginningOf(role));
  expect(tableOf("support", {})).toEqual({
    "session:own": "all",
    "profile:own": "all",
    "personal-key:own": "all",
  });
  expect(tableOf("viewer", { "api:view": null })).toMatchObject({ "key-set:view": "all" });
});

describe("nothing that is stored gives what is nobody's to give", () => {
  const everything = Object.fromEntries(PERMISSIONS.map((permission) => [permission, "all"]));
  test.each(["admin", "viewer", "support"])("to %s", (role) => {
    const given = tableOf(role, { ...everything, "made:up": "all", constructor: "all" });
    for (const permission of PERMISSIONS)
      expect(reachOf({ table: given }, permission), permission).toBe(
        (GIVABLE as readonly string[]).includes(permission) ||
          (OWN_PERMISSIONS as readonly string[]).includes(permission)
          ? "all"
          : null,
      );
    expect(Object.keys(given)).not.toContain("made:up");
    for (const permission of OWNER_PERMISSIONS) expect(given).not.toHaveProperty(permission);
  });
  test("and nothing takes from the Owner, or takes one's own account away", () => {
    const nothing = Object.fromEntries(PERMISSIONS.map((permission) => [permission, null]));
    expect(tableOf("owner", nothing)).toEqual(beginningOf("owner"));
    for (const permission of OWN_PERMISSIONS) expect(tableOf("admin", nothing)).toHaveProperty(permission);
  });
  test("and what has no group is not narrowed to one's own", () => {
    expect(tableOf("support", { "audit:view": "own-group" })).not.toHaveProperty("audit:view");
    expect(tableOf("support", { "key-set:view": "own-group" })).toHaveProperty("key-set:view", "own-group");
  });
});

describe("whoever changes a thing sees it", () => {
  test("the built-in roles lack nothing", () => {
    for (const role of ROLES) expect(missingIn(beginningOf(role)), role).toEqual([]);
  });
  test.each([
    ["key-set:suspend", "all", ["key-set:view"]],
    ["subscription:request", "own-group", ["subscription:view", "api:view", "application:view"]],
    ["api:edit", "all", ["api:view", "policy-template:view"]],
    ["personal-key:revoke-all", "all", ["personal-key:view-all"]],
    ["notice:edit", "all", ["access-key:view", "key-set:view"]],
    ["audit:view", "all", []],
  ] as const)("%s brings with it what it needs", (permission, reach, needed) => {
    const whole = completed({ [permission]: reach });
    expect(Object.keys(whole).sort()).toEqual([permission, ...needed].sort());
    for (const one of needed) expect(whole).toHaveProperty(one, isByGroup(one) ? reach : "all");
  });
  test("what is completed lacks nothing and loses nothing; what is taken takes along what cannot do without", () => {
    fc.assert(
      fc.property(table, fc.constantFrom(...GIVABLE), (chosen, gone) => {
        const whole = completed(chosen);
        expect(missingIn(whole)).toEqual([]);
        expect(beyond(chosen, whole)).toEqual([]);
        const left = without(whole, gone);
        expect(missingIn(left)).toEqual([]);
        expect(left).not.toHaveProperty(gone);
        expect(beyond(left, whole)).toEqual([]);
      }),
    );
  });
  test("what is stored without what it needs counts for nothing, and all else stays", () => {
    expect(chosenOf(tableOf("support", { "notice:edit": "all", "audit:view": "all" }))).toEqual({
      "audit:view": "all",
    });
    expect(tableOf("admin", { "key-set:view": "own-group" })).not.toHaveProperty("notice:edit");
    fc.assert(
      fc.property(slug, table, (role, chosen) => {
        const held = tableOf(role, changesOf(role, chosen));
        expect(missingIn(held)).toEqual([]);
        expect(beyond(chosenOf(held), chosen)).toEqual([]);
        if (missingIn(chosen).length === 0) expect(chosenOf(held)).toEqual(chosen);
      }),
    );
  });
  test("whoever chooses where notices go sees all that they tell of: seeing own groups alone takes that away", () => {
    const whole = completed({ "notice:edit": "all", "key-set:view": "own-group" });
    expect(whole).toHaveProperty("key-set:view", "all");
    expect(without(whole, "key-set:view", "own-group")).toEqual({
      "access-key:view": "all",
      "key-set:view": "own-group",
    });
  });
  test("seeing only own groups narrows what was done everywhere", () => {
    const whole = completed({ "key-set:suspend": "all" });
    expect(without(whole, "key-set:view", "own-group")).toEqual({
      "key-set:view": "own-group",
      "key-set:suspend": "own-group",
    });
  });
});

describe("nobody comes by more than they have", () => {
  test("a role that goes beyond one's own can neither be given nor taken away", () => {
    fc.assert(
      fc.property(table, table, (mine, theirs) => {
        const actor = person(custom({ ...mine, "member:change": "all" }));
        const other = custom(theirs);
        const more = beyond(other.table, (actor as { role: HeldRole }).role.table).length > 0;
        for (const change of [
          { from: null, to: other },
          { from: other, to: null },
          { from: other, to: builtInRole("owner") },
        ]) {
          const refusal = memberRefusal(actor, { ...change, owners: 2 });
          if (change.to?.slug === "owner") expect(refusal).toBe("owner-only");
          else expect(refusal).toBe(more ? "role-beyond-yours" : null);
        }
      }),
    );
  });
  test("an Admin gives every built-in role but the Owner's, and no other with more than an Admin", () => {
    const admin = person(builtInRole("admin"));
    for (const role of ["admin", "developer", "consumer", "viewer"] as const)
      expect(memberRefusal(admin, { from: null, to: builtInRole(role), owners: 1 })).toBeNull();
    const lessened: HeldRole = { ...builtInRole("admin"), table: tableOf("admin", { "audit:view": null }) };
    expect(memberRefusal(person(lessened), { from: null, to: builtInRole("admin"), owners: 1 })).toBe(
      "role-beyond-yours",
    );
    expect(
      memberRefusal(person(lessened), { from: custom({ "audit:view": "all" }), to: null, owners: 1 }),
    ).toBe("role-beyond-yours");
  });
  test("reaching one's own groups is less than reaching all", () => {
    expect(beyond({ "key-set:view": "all" }, { "key-set:view": "own-group" })).toEqual(["key-set:view"]);
    expect(beyond({ "key-set:view": "own-group" }, { "key-set:view": "all" })).toEqual([]);
  });
  test("a person gives an access key only scopes for all of which their role stands", () => {
    fc.assert(
      fc.property(table, (mine) => {
        const role = custom({ ...mine, "access-key:create": "all" });
        for (const [permission, scope] of Object.entries(SCOPE_OF)) {
          const closed = scopesBeyond(person(role), [scope]).length > 0;
          const program: Actor = { kind: "key", id: "k", publicId: "p", name: "K", scopes: [scope] };
          const gained = GIVABLE.filter((one) => actorMay(program, one) && reachOf(role, one) !== "all");
          expect(closed, `${scope} ${permission}`).toBe(gained.length > 0);
        }
        expect(scopesBeyond(person(role), ["keys:verify", "tokens:exchange", "orders:write"])).toEqual([]);
      }),
    );
    expect(scopesBeyond(person(builtInRole("admin")), Object.values(SCOPE_OF))).toEqual([]);
  });
  test("a personal key holds a scope only where its person may all that it stands for, everywhere", () => {
    const role = custom(completed({ "signing-key:rotate": "all", "key-set:view": "own-group" }));
    expect(scopesOfRole(role)).toEqual(["signing-keys:read"]);
  });
});

test("what an edit gave and took is told by name, with how far", () => {
  expect(
    differenceOf(
      { "key-set:view": "own-group", "audit:view": "all" },
      { "key-set:view": "all", "api:view": "all" },
    ),
  ).toEqual({ added: ["api:view", "key-set:view"], removed: ["key-set:view (own groups)", "audit:view"] });
});

test.each([
  ["Support desk", [], "support-desk"],
  ["Support desk", ["support-desk"], "support-desk-2"],
  ["Große Öffnung", [], "gro-e-offnung"],
  ["2nd line", [], "nd-line"],
  ["支持", [], "role"],
  ["Admin!", ["admin"], "admin-2"],
  ["x".repeat(60), ["x".repeat(32)], `${"x".repeat(32)}-2`],
])("the slug of %j beside %j is %s", (name, taken, expected) => {
  expect(slugFor(name, taken)).toBe(expected);
});
