"use server";

import { act, look } from "@/lib/entry/action";
import { cleanUpPersonalKeys, planPersonalCleanUp } from "@/lib/services/personal-keys/clean-up";
import { createPersonal } from "@/lib/services/personal-keys/create";
import { deletePersonal } from "@/lib/services/personal-keys/delete";
import { disablePersonal } from "@/lib/services/personal-keys/disable";
import { enablePersonal } from "@/lib/services/personal-keys/enable";
import { personalFirstUse } from "@/lib/services/personal-keys/first-use";
import { regeneratePersonal } from "@/lib/services/personal-keys/regenerate";

export async function createApiKey(input: unknown, idempotencyKey: unknown) {
  return act(createPersonal, input, idempotencyKey);
}
export async function enableApiKey(input: unknown, idempotencyKey: unknown) {
  return act(enablePersonal, input, idempotencyKey);
}
export async function disableApiKey(input: unknown, idempotencyKey: unknown) {
  return act(disablePersonal, input, idempotencyKey);
}
export async function regenerateApiKey(input: unknown, idempotencyKey: unknown) {
  return act(regeneratePersonal, input, idempotencyKey);
}
export async function deleteApiKey(input: unknown, idempotencyKey: unknown) {
  return act(deletePersonal, input, idempotencyKey);
}
export async function readApiKeyFirstUse(input: unknown) {
  return look(personalFirstUse, input);
}
export async function readApiKeysCleanUp(input: unknown) {
  return look(planPersonalCleanUp, input);
}
export async function cleanUpApiKeys(input: unknown, idempotencyKey: unknown) {
  return act(cleanUpPersonalKeys, input, idempotencyKey);
}
