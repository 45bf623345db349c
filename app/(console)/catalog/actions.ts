"use server";

import { act, look } from "@/lib/entry/action";
import { createApi } from "@/lib/services/apis/create";
import { editApi } from "@/lib/services/apis/edit";
import { retireApi } from "@/lib/services/apis/retire";
import { listApplicants } from "@/lib/services/subscriptions/applicants";
import { planSubscription } from "@/lib/services/subscriptions/plan";
import { subscribe } from "@/lib/services/subscriptions/subscribe";

export async function addApi(input: unknown, idempotencyKey: unknown) {
  return act(createApi, input, idempotencyKey);
}

export async function changeApi(input: unknown) {
  return act(editApi, input);
}

export async function retireOneApi(input: unknown) {
  return act(retireApi, input);
}

export async function readApplicants(input: unknown) {
  return look(listApplicants, input);
}

export async function readPlan(input: unknown) {
  return look(planSubscription, input);
}

export async function requestSubscription(input: unknown, idempotencyKey: unknown) {
  return act(subscribe, input, idempotencyKey);
}
