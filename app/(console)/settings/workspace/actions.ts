"use server";

import { act } from "@/lib/entry/action";
import { loadDemo } from "@/lib/services/demo/load";
import { removeDemo } from "@/lib/services/demo/remove";
import { changeWorkspace } from "@/lib/services/workspaces/edit";

export async function editWorkspace(input: unknown) {
  return act(changeWorkspace, input);
}
export async function loadDemoData(input: unknown, idempotencyKey: unknown) {
  return act(loadDemo, input, idempotencyKey);
}
export async function removeDemoData(input: unknown, idempotencyKey: unknown) {
  return act(removeDemo, input, idempotencyKey);
}
