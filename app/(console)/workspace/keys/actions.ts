"use server";

import { cookies } from "next/headers";
import { parseView } from "@/components/table/table-view";
import { config } from "@/lib/config";
import { act, look } from "@/lib/entry/action";
import { deliverKeySetAgain as deliverAgain, keySetDelivery } from "@/lib/services/key-sets/delivery";
import { regenerateKeySet as regenerate } from "@/lib/services/key-sets/regenerate";
import { renameKeySet as rename } from "@/lib/services/key-sets/rename";
import { resumeKeySet as resume } from "@/lib/services/key-sets/resume";
import { retrieveKeySetCredentials as retrieve } from "@/lib/services/key-sets/retrieve";
import { revokeKeySet as revoke } from "@/lib/services/key-sets/revoke";
import { suspendKeySet as suspend } from "@/lib/services/key-sets/suspend";
import { keySetUsage } from "@/lib/services/key-sets/usage";
import { parseSavedViews, SAVED_VIEWS_COOKIE } from "./_list/saved-views";
import { KEY_SETS_VIEW_COOKIE, USUAL_VIEW } from "./_list/view";

export async function retrieveKeySet(input: unknown, idempotencyKey: unknown) {
  return act(retrieve, input, idempotencyKey);
}
export async function suspendKeySet(input: unknown, idempotencyKey: unknown) {
  return act(suspend, input, idempotencyKey);
}
export async function activateKeySet(input: unknown, idempotencyKey: unknown) {
  return act(resume, input, idempotencyKey);
}
export async function regenerateKeySet(input: unknown, idempotencyKey: unknown) {
  return act(regenerate, input, idempotencyKey);
}
export async function revokeKeySet(input: unknown, idempotencyKey: unknown) {
  return act(revoke, input, idempotencyKey);
}
export async function renameKeySet(input: unknown, idempotencyKey: unknown) {
  return act(rename, input, idempotencyKey);
}
export async function readKeySetUsage(input: unknown) {
  return look(keySetUsage, input);
}

export async function readKeySetDelivery(input: unknown) {
  return look(keySetDelivery, input);
}
export async function deliverKeySetAgain(input: unknown, idempotencyKey: unknown) {
  return act(deliverAgain, input, idempotencyKey);
}

/** Keeps the table's columns and density for a year, in this browser. Anything unknown in it is dropped. */
export async function keepKeySetsView(view: unknown): Promise<void> {
  await keep(KEY_SETS_VIEW_COOKIE, parseView(view, USUAL_VIEW));
}
/** The same with its saved views. */
export async function keepKeySetViews(views: unknown): Promise<void> {
  await keep(SAVED_VIEWS_COOKIE, parseSavedViews(views));
}

async function keep(cookie: string, value: unknown): Promise<void> {
  (await cookies()).set(cookie, JSON.stringify(value), {
    path: "/workspace/keys",
    maxAge: 365 * 86_400,
    sameSite: "lax",
    httpOnly: true,
    secure: config().publicUrl.protocol === "https:",
  });
}
