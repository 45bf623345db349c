"use server";

import { act, look } from "@/lib/entry/action";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { prepareNextSigningKey } from "@/lib/services/signing-keys/prepare-next";
import { promoteNextSigningKey } from "@/lib/services/signing-keys/promote";
import { retireSigningKey } from "@/lib/services/signing-keys/retire";
import { rollBackSigningKey } from "@/lib/services/signing-keys/roll-back";
import { rotateSigningKey } from "@/lib/services/signing-keys/rotate";
import { getSigningKeyRotation } from "@/lib/services/signing-keys/rotation";
import { withdrawNextSigningKey } from "@/lib/services/signing-keys/withdraw-next";

export async function readSigningRotation() {
  return look(getSigningKeyRotation, {});
}
export async function generateKey(input: unknown, idempotencyKey: unknown) {
  return act(generateSigningKey, input, idempotencyKey);
}
export async function rotateKey(input: unknown, idempotencyKey: unknown) {
  return act(rotateSigningKey, input, idempotencyKey);
}
export async function prepareNextKey(input: unknown, idempotencyKey: unknown) {
  return act(prepareNextSigningKey, input, idempotencyKey);
}
export async function signWithNextKey(input: unknown, idempotencyKey: unknown) {
  return act(promoteNextSigningKey, input, idempotencyKey);
}
export async function withdrawNextKey(input: unknown, idempotencyKey: unknown) {
  return act(withdrawNextSigningKey, input, idempotencyKey);
}
export async function rollBackToKeyBefore(input: unknown, idempotencyKey: unknown) {
  return act(rollBackSigningKey, input, idempotencyKey);
}
export async function retireKey(input: unknown, idempotencyKey: unknown) {
  return act(retireSigningKey, input, idempotencyKey);
}
