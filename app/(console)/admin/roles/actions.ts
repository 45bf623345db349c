"use server";

import { act } from "@/lib/entry/action";
import { createRole } from "@/lib/services/roles/create";
import { editRole } from "@/lib/services/roles/edit";
import { removeRole } from "@/lib/services/roles/remove";

export async function addRole(input: unknown, idempotencyKey: unknown) {
  return act(createRole, input, idempotencyKey);
}

export async function saveRole(input: unknown) {
  return act(editRole, input);
}

export async function dropRole(input: unknown) {
  return act(removeRole, input);
}
