/** Roles: what each may do, permission by permission. */
import { z } from "zod";
import { GIVABLE, isByGroup, missingIn } from "@/lib/domain/people/role-table";
import { type Permission, REACHES, type Reach, type RoleTable } from "@/lib/domain/people/roles";
import { descriptionText, requiredText, roleText } from "./text";

const roleName = requiredText("Name", 60);

const HOW_FAR: Record<Reach, string> = { all: " everywhere", "own-group": " in own groups at least" };

/** Permission -> reach. What is not named is not given. */
const reaches = z.partialRecord(
  z.enum(GIVABLE, "Not a permission that a role can have."),
  z.enum(REACHES, 'A permission reaches "all" or "own-group".'),
  "Permissions are an object: permission and reach.",
);
const permissions = reaches
  .superRefine((table, ctx) => {
    const tell = (message: string) => ctx.addIssue({ code: "custom", message });
    // Who is to do nothing is disabled, or has no membership.
    if (Object.keys(table).length === 0) tell("Choose at least one permission.");
    for (const [permission, reach] of Object.entries(table))
      if (reach === "own-group" && !isByGroup(permission as Permission))
        tell(`${permission} cannot be narrowed to own groups.`);
    for (const { permission, needed, reach } of missingIn(table as RoleTable))
      tell(`${permission} needs ${needed}${isByGroup(needed) ? HOW_FAR[reach] : ""}.`);
  })
  .transform((table): RoleTable => table as RoleTable);

export const createRole = z.strictObject({
  name: roleName,
  description: descriptionText.default(""),
  permissions,
});
/**
 * Name and description of a built-in role stay; `permissions` is the whole table that the role shall have, `seen` the one
 * that stood on the screen: what somebody else has withdrawn meanwhile must not come back by an old page.
 */
export const editRole = z.strictObject({
  role: roleText,
  name: roleName.optional(),
  description: descriptionText.optional(),
  permissions: permissions.optional(),
  seen: reaches.refine((table) => Object.keys(table).length > 0, "Nothing was seen.").optional(),
});
export const oneRole = z.strictObject({ role: roleText });
