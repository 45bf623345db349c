"use server";

import { act } from "@/lib/entry/action";
import { setPassword } from "@/lib/services/people/change-password";
import { confirmOwnPassword } from "@/lib/services/people/confirm-password";
import { changeProfile } from "@/lib/services/people/edit-profile";
import { endOtherSessions } from "@/lib/services/people/end-other-sessions";
import { endSession } from "@/lib/services/people/end-session";

export async function editProfile(input: unknown) {
  return act(changeProfile, input);
}
export async function changePassword(input: unknown) {
  return act(setPassword, input);
}
export async function confirmPassword(input: unknown) {
  return act(confirmOwnPassword, input);
}
export async function endOneSession(input: unknown) {
  return act(endSession, input);
}
export async function endEveryOtherSession() {
  return act(endOtherSessions, {});
}
