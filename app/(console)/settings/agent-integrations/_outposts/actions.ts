"use server";

import { act, look } from "@/lib/entry/action";
import { enrolOutpost } from "@/lib/services/outposts/enrol";
import { listOutpostsOf } from "@/lib/services/outposts/list";
import { reEnrolOutpost } from "@/lib/services/outposts/re-enrol";
import { removeOutpost } from "@/lib/services/outposts/remove";
import { resetAllOutposts, resetOutpost } from "@/lib/services/outposts/reset";

export async function readOutposts() {
  return look(listOutpostsOf, {});
}
export async function enrolNewOutpost(input: unknown, idempotencyKey: unknown) {
  return act(enrolOutpost, input, idempotencyKey);
}
export async function enrolOutpostAnew(input: unknown, idempotencyKey: unknown) {
  return act(reEnrolOutpost, input, idempotencyKey);
}
export async function resetOneOutpost(input: unknown, idempotencyKey: unknown) {
  return act(resetOutpost, input, idempotencyKey);
}
export async function resetEveryOutpost(input: unknown, idempotencyKey: unknown) {
  return act(resetAllOutposts, input, idempotencyKey);
}
export async function removeOneOutpost(input: unknown, idempotencyKey: unknown) {
  return act(removeOutpost, input, idempotencyKey);
}
