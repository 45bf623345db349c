"use server";

import { act } from "@/lib/entry/action";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { rotateSigningKey } from "@/lib/services/signing-keys/rotate";

export async function generateKey(input: unknown, idempotencyKey: unknown) {
  return act(generateSigningKey, input, idempotencyKey);
}
export async function rotateKey(input: unknown, idempotencyKey: unknown) {
  return act(rotateSigningKey, input, idempotencyKey);
}
