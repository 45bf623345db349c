"use server";

import { act } from "@/lib/entry/action";
import { revokePersonal } from "@/lib/services/personal-keys/revoke";

export async function revokeMemberKey(input: unknown, idempotencyKey: unknown) {
  return act(revokePersonal, input, idempotencyKey);
}
