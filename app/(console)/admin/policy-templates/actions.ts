"use server";

import { act, look } from "@/lib/entry/action";
import { adoptionEffect } from "@/lib/services/policy-templates/adoption";
import { createPolicyTemplate } from "@/lib/services/policy-templates/create";
import { editPolicyTemplate } from "@/lib/services/policy-templates/edit";
import { retirePolicyTemplate } from "@/lib/services/policy-templates/retire";

export async function addPolicyTemplate(input: unknown, idempotencyKey: unknown) {
  return act(createPolicyTemplate, input, idempotencyKey);
}
export async function changePolicyTemplate(input: unknown, idempotencyKey: unknown) {
  return act(editPolicyTemplate, input, idempotencyKey);
}
export async function endPolicyTemplate(input: unknown, idempotencyKey: unknown) {
  return act(retirePolicyTemplate, input, idempotencyKey);
}
export async function readAdoption(input: unknown) {
  return look(adoptionEffect, input);
}
