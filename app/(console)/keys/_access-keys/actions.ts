"use server";

import { cookies } from "next/headers";
import { parseView } from "@/components/table/table-view";
import { config } from "@/lib/config";
import { act, look } from "@/lib/entry/action";
import { deleteKeys, disableKeys, enableKeys, revokeKeys } from "@/lib/services/access-keys/bulk";
import { cleanUpAccessKeys, planCleanUp } from "@/lib/services/access-keys/clean-up";
import { createKey } from "@/lib/services/access-keys/create";
import { deleteKey } from "@/lib/services/access-keys/delete";
import { accessKeyDelivery, deliverAccessKeyAgain } from "@/lib/services/access-keys/delivery";
import { disableKey } from "@/lib/services/access-keys/disable";
import { editKey } from "@/lib/services/access-keys/edit";
import { enableKey } from "@/lib/services/access-keys/enable";
import { endOverlap } from "@/lib/services/access-keys/end-overlap";
import { exportKeys } from "@/lib/services/access-keys/export";
import { firstUse } from "@/lib/services/access-keys/first-use";
import { regenerateKey } from "@/lib/services/access-keys/regenerate";
import { revealKey } from "@/lib/services/access-keys/reveal";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { rollBack } from "@/lib/services/access-keys/roll-back";
import { rotateKey } from "@/lib/services/access-keys/rotate";
import { keyRotation } from "@/lib/services/access-keys/rotation";
import { keySelectionFacts } from "@/lib/services/access-keys/selection";
import { keyUsage } from "@/lib/services/access-keys/usage";
import { lookupDiagnostic } from "@/lib/services/diagnostics/lookup";
import { USUAL_VIEW, VIEW_COOKIE } from "./view";

export async function createAccessKey(input: unknown, idempotencyKey: unknown) {
  return act(createKey, input, idempotencyKey);
}
export async function editAccessKey(input: unknown, idempotencyKey: unknown) {
  return act(editKey, input, idempotencyKey);
}
export async function disableAccessKey(input: unknown, idempotencyKey: unknown) {
  return act(disableKey, input, idempotencyKey);
}
export async function enableAccessKey(input: unknown, idempotencyKey: unknown) {
  return act(enableKey, input, idempotencyKey);
}
export async function regenerateAccessKey(input: unknown, idempotencyKey: unknown) {
  return act(regenerateKey, input, idempotencyKey);
}
export async function rotateAccessKey(input: unknown, idempotencyKey: unknown) {
  return act(rotateKey, input, idempotencyKey);
}
export async function revealAccessKey(input: unknown, idempotencyKey: unknown) {
  return act(revealKey, input, idempotencyKey);
}
export async function endKeyOverlap(input: unknown, idempotencyKey: unknown) {
  return act(endOverlap, input, idempotencyKey);
}
export async function rollBackKey(input: unknown, idempotencyKey: unknown) {
  return act(rollBack, input, idempotencyKey);
}
export async function readRotation(input: unknown) {
  return look(keyRotation, input);
}
export async function revokeAccessKey(input: unknown, idempotencyKey: unknown) {
  return act(revokeKey, input, idempotencyKey);
}
export async function deleteAccessKey(input: unknown, idempotencyKey: unknown) {
  return act(deleteKey, input, idempotencyKey);
}
export async function revokeAccessKeys(input: unknown, idempotencyKey: unknown) {
  return act(revokeKeys, input, idempotencyKey);
}
export async function disableAccessKeys(input: unknown, idempotencyKey: unknown) {
  return act(disableKeys, input, idempotencyKey);
}
export async function enableAccessKeys(input: unknown, idempotencyKey: unknown) {
  return act(enableKeys, input, idempotencyKey);
}
export async function deleteAccessKeys(input: unknown, idempotencyKey: unknown) {
  return act(deleteKeys, input, idempotencyKey);
}
export async function readSelection(input: unknown) {
  return look(keySelectionFacts, input);
}
export async function exportAccessKeys(input: unknown) {
  return look(exportKeys, input);
}
export async function readCleanUp(input: unknown) {
  return look(planCleanUp, input);
}
export async function cleanUpKeys(input: unknown, idempotencyKey: unknown) {
  return act(cleanUpAccessKeys, input, idempotencyKey);
}
export async function readFirstUse(input: unknown) {
  return look(firstUse, input);
}
export async function readUsage(input: unknown) {
  return look(keyUsage, input);
}
export async function readDiagnostic(input: unknown) {
  return look(lookupDiagnostic, input);
}

export async function readKeyDelivery(input: unknown) {
  return look(accessKeyDelivery, input);
}
export async function deliverKeyAgain(input: unknown, idempotencyKey: unknown) {
  return act(deliverAccessKeyAgain, input, idempotencyKey);
}

/** Keeps the table's columns and density for a year, in this browser. Anything unknown in it is dropped. */
export async function keepView(view: unknown): Promise<void> {
  (await cookies()).set(VIEW_COOKIE, JSON.stringify(parseView(view, USUAL_VIEW)), {
    path: "/",
    maxAge: 365 * 86_400,
    sameSite: "lax",
    httpOnly: true,
    secure: config().publicUrl.protocol === "https:",
  });
}
