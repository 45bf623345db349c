"use server";

import { act } from "@/lib/entry/action";
import { changeRole } from "@/lib/services/people/change-role";
import { invite } from "@/lib/services/people/invite";
import { removeMember } from "@/lib/services/people/remove-member";
import { withdrawInvitation } from "@/lib/services/people/withdraw-invitation";

export async function inviteMember(input: unknown, idempotencyKey: unknown) {
  return act(invite, input, idempotencyKey);
}

export async function withdraw(input: unknown) {
  return act(withdrawInvitation, input);
}

export async function changeMember(input: unknown) {
  return act(changeRole, input);
}

export async function remove(input: unknown) {
  return act(removeMember, input);
}
