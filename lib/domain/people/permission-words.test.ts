import { expect, test } from "vitest";
import { PERMISSION_AREAS, PERMISSION_WORDS } from "./permission-words";
import { GIVABLE } from "./role-table";

test("every permission that can be given stands in one area of the screen, under words of its own", () => {
  const shown = PERMISSION_AREAS.flatMap(({ permissions }) => permissions);
  expect([...shown].sort()).toEqual([...GIVABLE].sort());
  const labels = Object.values(PERMISSION_WORDS).map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
});

test("whoever reads an area from its top meets seeing before doing", () => {
  for (const { title, permissions } of PERMISSION_AREAS) expect(permissions[0], title).toMatch(/:view$/);
});

test("what widens one's own reach says so: who is in a group, and whose an application is", () => {
  for (const permission of ["organization:edit", "application:edit"] as const)
    expect(PERMISSION_WORDS[permission].note, permission).toMatch(/who.* reach/);
});
