"use client";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { PasswordField } from "@/components/ui/password-field";
import { TextField } from "@/components/ui/text-field";
import { signInWithPassword } from "@/lib/auth/client";
import { REFUSAL_MESSAGES } from "@/lib/messages";

/** One sentence for every refusal: it does not tell whether the account exists. */
const REFUSED =
  "Email and password do not fit an account. Check both, or ask an Owner or Admin of your workspace.";

/** No answer came, or one that the hub cannot check passwords just now. */
const UNANSWERED =
  "The hub did not answer, or cannot check passwords at the moment. Check the connection, then try again.";

/** `to` is a path of our own, checked by the page. */
export function SignInForm({ to }: { to: string }) {
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setMessage(null);
    try {
      const entered = await signInWithPassword(String(form.get("email")), String(form.get("password")));
      // A whole new page: nothing that was fetched for a stranger stays in memory.
      if (entered === "entered") return window.location.assign(to);
      setMessage(entered === "refused" ? REFUSED : REFUSAL_MESSAGES["too-many-attempts"].sentence);
    } catch {
      setMessage(UNANSWERED);
    }
    setBusy(false);
  }

  return (
    // By POST, so that a press before the scripts are there does not put the password into the address.
    <form method="post" onSubmit={submit} className="grid gap-5">
      <FormErrorSummary message={message} />
      <TextField label="Email" name="email" type="email" autoComplete="username" required autoFocus />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        maxLength={200}
        required
      />
      <Button type="submit" variant="primary" busy={busy} className="justify-self-start">
        Sign in
      </Button>
    </form>
  );
}
