import { expect, test } from "vitest";
import { groupRemoval, organizationRemoval } from "./organizations";

test("an organization or a group is removed once no application belongs to it", () => {
  expect([organizationRemoval(0), organizationRemoval(2)]).toEqual([null, "organization-in-use"]);
  expect([groupRemoval(0), groupRemoval(1)]).toEqual([null, "group-in-use"]);
});
