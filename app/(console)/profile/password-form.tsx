"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { checkFields } from "@/app/_answers/check-fields";
import { useAnswer } from "@/app/_answers/use-answer";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { NEW_PASSWORD_HINT, PasswordField } from "@/components/ui/password-field";
import { changePassword as shape } from "@/lib/contracts/profile";
import { changePassword } from "./actions";
import { otherSessions } from "./other-sessions";

/** The password of today, and the new one. Emptied once it counts. */
export function PasswordForm({ email }: { email: string }) {
  const router = useRouter();
  const { busy, trouble, send, setTrouble } = useAnswer();
  const [ended, setEnded] = useState<number | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const typed = new FormData(form);
    const values = { current: typed.get("current"), password: typed.get("password") };
    setEnded(null);
    const fields = checkFields(shape, values);
    if (Object.keys(fields).length > 0) return setTrouble({ message: null, fields });
    const done = await send(() => changePassword(values));
    if (!done) return;
    form.reset();
    setEnded(done.value.ended);
    router.refresh();
  }
  return (
    <form method="post" noValidate onSubmit={submit} className="grid max-w-xl gap-5">
      <FormErrorSummary message={trouble.message} fields={trouble.fields} requestId={trouble.requestId} />
      {/* For password managers: whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordField
        label="Current password"
        name="current"
        autoComplete="current-password"
        error={trouble.fields.current}
        required
      />
      <PasswordField
        label="New password"
        name="password"
        autoComplete="new-password"
        hint={NEW_PASSWORD_HINT}
        error={trouble.fields.password}
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
