"use client";

import { SIGN_IN_TOO_MANY, SIGN_IN_UNAVAILABLE } from "./unavailable";

/**
 * Signs in with email and password. "refused" is every reason to refuse: the answer does not tell which. Throws where the
 * hub is at fault.
 */
export async function signInWithPassword(
  email: string,
  password: string,
): Promise<"entered" | "refused" | "too-many"> {
  const { signIn } = await import("next-auth/react");
  const answer = await signIn("credentials", { email, password, redirect: false });
  if (answer?.error === SIGN_IN_UNAVAILABLE) throw new Error("the hub cannot check passwords at the moment");
  if (answer?.error === SIGN_IN_TOO_MANY) return "too-many";
  return answer?.ok === true && !answer.error ? "entered" : "refused";
}

/** Ends the session and goes to the sign-in page. */
export async function signOutHere(): Promise<void> {
  const { signOut } = await import("next-auth/react");
  await signOut({ callbackUrl: "/sign-in" });
}
