"use server";

import { act } from "@/lib/entry/action";
import { activateApplication } from "@/lib/services/applications/activate";
import { createApplication } from "@/lib/services/applications/create";
import { deleteApplication } from "@/lib/services/applications/delete";
import { editApplication } from "@/lib/services/applications/edit";
import { suspendApplication } from "@/lib/services/applications/suspend";

export async function createNewApplication(input: unknown, idempotencyKey: unknown) {
  return act(createApplication, input, idempotencyKey);
}

export async function editOneApplication(input: unknown, idempotencyKey: unknown) {
  return act(editApplication, input, idempotencyKey);
}

export async function suspendOneApplication(input: unknown, idempotencyKey: unknown) {
  return act(suspendApplication, input, idempotencyKey);
}

export async function activateOneApplication(input: unknown, idempotencyKey: unknown) {
  return act(activateApplication, input, idempotencyKey);
}

export async function deleteOneApplication(input: unknown, idempotencyKey: unknown) {
  return act(deleteApplication, input, idempotencyKey);
}
