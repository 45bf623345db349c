import { z } from "zod";
import { emailText, idText, linkToken, nameText, passwordText, requiredText, roleText } from "./text";

export const SLUG_PATTERN = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/;

export const setUpHub = z.strictObject({
  token: linkToken,
  name: nameText,
  email: emailText,
  password: passwordText,
  workspaceName: requiredText("Workspace name", 80),
  workspaceSlug: z
    .string("A short name is needed.")
    .regex(SLUG_PATTERN, "Lower-case letters, digits and hyphens, at most 40."),
});

export const inviteMember = z.strictObject({ email: emailText, role: roleText });
export const oneInvitation = z.strictObject({ id: idText });
/** A person without an account gives name and password; one who has an account proves it with its password alone. */
export const acceptInvitation = z.strictObject({
  token: linkToken,
  name: nameText.optional(),
  password: passwordText,
});
export const changeMember = z.strictObject({ userId: idText, role: roleText });
export const oneMember = z.strictObject({ userId: idText });
