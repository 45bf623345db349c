/** Organizations and groups: whom applications belong to, and who reaches them. */
import { z } from "zod";
import { ORGANIZATION_KINDS } from "@/lib/domain/applications/organizations";
import { idText, nameText } from "./text";

const kind = z.enum(ORGANIZATION_KINDS, "Choose internal or external.");

export const createOrganization = z.strictObject({ name: nameText, kind: kind.default("internal") });
export const oneOrganization = z.strictObject({ id: idText });
export const editOrganization = z.strictObject({
  id: idText,
  name: nameText.optional(),
  kind: kind.optional(),
});

export const createGroup = z.strictObject({ name: nameText });
export const oneGroup = z.strictObject({ id: idText });
export const renameGroup = z.strictObject({ id: idText, name: nameText });
export const groupMember = z.strictObject({ id: idText, userId: idText });
