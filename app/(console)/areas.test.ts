import { expect, test } from "vitest";
import { builtInRole, type RoleTable } from "@/lib/domain/people/roles";
import { areasFor, firstArea } from "./areas";

const role = (table: RoleTable) => ({ slug: "support", name: "Support", table });
const linksOf = (table: RoleTable) =>
  areasFor(role(table)).flatMap(({ items }) => items.map(({ href }) => href));

test("whoever sees access keys or key sets finds the notices of these, and nobody else does", () => {
  expect(linksOf({ "access-key:view": "all" })).toContain("/notices");
  expect(linksOf({ "key-set:view": "own-group" })).toContain("/notices");
  expect(linksOf({ "audit:view": "all", "api:view": "all" })).not.toContain("/notices");
});

test("a role begins with its own work, and not with what every role has", () => {
  expect(firstArea(role({ "access-key:view": "all", "api:view": "all" }))).toBe(
    "/settings/agent-integrations",
  );
  expect(firstArea(builtInRole("viewer"))).toBe("/catalog");
  expect(firstArea(role({}))).toBe("/profile");
});
