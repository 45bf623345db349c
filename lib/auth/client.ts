"use client";

import { signIn, signOut } from "next-auth/react";

/** Signs in with email and password. False for every reason to refuse: the answer does not tell which. */
export async function signInWithPassword(email: string, password: string): Promise<boolean> {
  const answer = await signIn("credentials", { email, password, redirect: false });
  return answer?.ok === true && !answer.error;
}

/** Ends the session and goes to the sign-in page. */
export function signOutHere(): Promise<unknown> {
  return signOut({ callbackUrl: "/sign-in" });
}
