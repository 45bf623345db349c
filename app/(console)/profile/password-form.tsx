"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { checkFields } from "@/app/_answers/check-fields";
import { FormProblem } from "@/app/_answers/form-problem";
import { useSubmit } from "@/app/_answers/use-submit";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { NEW_PASSWORD_HINT, PasswordField } from "@/components/ui/password-field";
import { changePassword as shape } from "@/lib/contracts/profile";
import { changePassword } from "./actions";
import { otherSessions } from "./other-sessions";

/** If it arrived, another press gives a current password that counts no more, and is one of the wrong ones. */
const UNANSWERED =
  "The hub did not answer, and your new password may count all the same. Check the connection, then sign in with it in a private window: if that works, it is done.";

/** The password of today, and the new one. Emptied once it counts. */
export function PasswordForm({ email }: { email: string }) {
  const router = useRouter();
  const { busy, problem, submit, show } = useSubmit(UNANSWERED);
  const [ended, setEnded] = useState<number | null>(null);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const typed = new FormData(form);
    const values = { current: typed.get("current"), password: typed.get("password") };
    setEnded(null);
    const fields = checkFields(shape, values);
    if (Object.keys(fields).length > 0) return show({ message: null, fields });
    const done = await submit(() => changePassword(values));
    if (!done) return;
    form.reset();
    setEnded(done.value.ended);
    router.refresh();
  }
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="grid max-w-xl gap-5">
      <FormProblem problem={problem} />
      {/* For password managers: whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordField
        label="Current password"
        name="current"
        autoComplete="current-password"
        error={problem?.fields.current}
        required
      />
      <PasswordField
        label="New password"
        name="password"
        autoComplete="new-password"
        hint={NEW_PASSWORD_HINT}
        error={problem?.fields.password}
        required
      />
      <Button type="submit" busy={busy} className="justify-self-start">
        Change password
      </Button>
      {ended !== null ? (
        <Alert kind="success" title="The new password counts from now on" live>
          {ended === 0 ? "You had no other session." : `${otherSessions(ended)} ended.`}
        </Alert>
      ) : null}
    </form>
  );
}
