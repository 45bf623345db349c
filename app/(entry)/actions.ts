"use server";

import { actAsFirst, actAsInvited, lookAtInvitation } from "@/lib/entry/newcomer";

export async function setUpHub(input: unknown) {
  return actAsFirst(input);
}

export async function openInvitation(token: unknown) {
  return lookAtInvitation(token);
}

export async function acceptInvitation(input: unknown) {
  return actAsInvited(input);
}
