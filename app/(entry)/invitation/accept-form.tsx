"use client";
import type { FormEvent } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { LOOK_FIRST_SENTENCE } from "@/app/_answers/no-answer";
import { useSubmit } from "@/app/_answers/use-submit";
import { Button } from "@/components/ui/button";
import { NEW_PASSWORD_HINT, PasswordField } from "@/components/ui/password-field";
import { TextField } from "@/components/ui/text-field";
import { signInWithPassword } from "@/lib/auth/client";
import type { Invited } from "@/lib/entry/newcomer";
import { acceptInvitation } from "../actions";
import { forgetLinkToken } from "../link-token";

/** A new account gives name and password; an existing one keeps its name and proves itself by its password. */
export function AcceptForm({ token, invited }: { token: string; invited: Invited }) {
  const { busy, problem, submit } = useSubmit(LOOK_FIRST_SENTENCE);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const password = String(form.get("password"));
    const name = invited.hasAccount ? undefined : String(form.get("name"));
    await submit(async () => {
      const answer = await acceptInvitation({ token, name, password });
      if (answer.kind === "done") {
        forgetLinkToken();
        const entered = await signInWithPassword(answer.value.email, password).catch(() => "refused");
        window.location.replace(entered === "entered" ? "/" : "/sign-in");
      }
      return answer;
    });
  }

  return (
    <form method="post" noValidate onSubmit={onSubmit} className="grid gap-5">
      <FormProblem problem={problem} />
      {/* For password managers: whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={invited.email} readOnly />
      {invited.hasAccount ? null : (
        <TextField
          label="Your name"
          name="name"
          autoComplete="name"
          error={problem?.fields.name}
          required
          autoFocus
        />
      )}
      <PasswordField
        label="Password"
        name="password"
        autoComplete={invited.hasAccount ? "current-password" : "new-password"}
        hint={invited.hasAccount ? undefined : NEW_PASSWORD_HINT}
        error={problem?.fields.password}
        required
      />
      <Button type="submit" variant="primary" busy={busy} className="justify-self-start">
        Accept invitation
      </Button>
    </form>
  );
}
