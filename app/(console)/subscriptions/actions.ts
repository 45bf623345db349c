"use server";

import { act } from "@/lib/entry/action";
import { approveSubscription } from "@/lib/services/subscriptions/approve";
import {
  activateSubscription,
  revokeSubscription,
  suspendSubscription,
} from "@/lib/services/subscriptions/close";
import { rejectSubscription, withdrawSubscription } from "@/lib/services/subscriptions/decline";
import { renewKeySet } from "@/lib/services/subscriptions/renew-key-set";

export async function approveRequest(input: unknown, idempotencyKey: unknown) {
  return act(approveSubscription, input, idempotencyKey);
}

export async function rejectRequest(input: unknown, idempotencyKey: unknown) {
  return act(rejectSubscription, input, idempotencyKey);
}

export async function withdrawRequest(input: unknown, idempotencyKey: unknown) {
  return act(withdrawSubscription, input, idempotencyKey);
}

export async function suspendOneSubscription(input: unknown, idempotencyKey: unknown) {
  return act(suspendSubscription, input, idempotencyKey);
}

export async function activateOneSubscription(input: unknown, idempotencyKey: unknown) {
  return act(activateSubscription, input, idempotencyKey);
}

export async function revokeOneSubscription(input: unknown, idempotencyKey: unknown) {
  return act(revokeSubscription, input, idempotencyKey);
}

export async function renewOneKeySet(input: unknown, idempotencyKey: unknown) {
  return act(renewKeySet, input, idempotencyKey);
}
