"use server";

import { act } from "@/lib/entry/action";
import { createGroup } from "@/lib/services/groups/create";
import { addGroupMember, removeGroupMember } from "@/lib/services/groups/members";
import { removeGroup } from "@/lib/services/groups/remove";
import { renameGroup } from "@/lib/services/groups/rename";
import { createOrganization } from "@/lib/services/organizations/create";
import { editOrganization } from "@/lib/services/organizations/edit";
import { removeOrganization } from "@/lib/services/organizations/remove";

export async function createNewOrganization(input: unknown, idempotencyKey: unknown) {
  return act(createOrganization, input, idempotencyKey);
}

export async function editOneOrganization(input: unknown) {
  return act(editOrganization, input);
}

export async function removeOneOrganization(input: unknown) {
  return act(removeOrganization, input);
}

export async function createNewGroup(input: unknown, idempotencyKey: unknown) {
  return act(createGroup, input, idempotencyKey);
}

export async function renameOneGroup(input: unknown) {
  return act(renameGroup, input);
}

export async function removeOneGroup(input: unknown) {
  return act(removeGroup, input);
}

export async function addMemberToGroup(input: unknown) {
  return act(addGroupMember, input);
}

export async function removeMemberFromGroup(input: unknown) {
  return act(removeGroupMember, input);
}
