"use server";

import { act } from "@/lib/entry/action";
import { changeRole } from "@/lib/services/people/change-role";
import { disableMember as disable } from "@/lib/services/people/disable-member";
import { enableMember as enable } from "@/lib/services/people/enable-member";
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

export async function disableMember(input: unknown) {
  return act(disable, input);
}

export async function enableMember(input: unknown) {
  return act(enable, input);
}
