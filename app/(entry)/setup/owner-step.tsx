"use client";
import { type FormEvent, useState } from "react";
import { checkFields } from "@/app/_answers/check-fields";
import type { Problem } from "@/app/_answers/problem";
import { Button } from "@/components/ui/button";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { NEW_PASSWORD_HINT, PasswordField } from "@/components/ui/password-field";
import { TextField } from "@/components/ui/text-field";
import type { FieldErrors } from "@/lib/contracts/answer";
import { setUpHub } from "@/lib/contracts/people";

export interface Owner {
  name: string;
  email: string;
  password: string;
}
const ownerShape = setUpHub.pick({ name: true, email: true, password: true });

type Props = { owner: Owner | null; problem: Problem | null; onDone: (owner: Owner) => void };

export function OwnerStep({ owner, problem, onDone }: Props) {
  const [wrong, setWrong] = useState<FieldErrors>(problem?.fields ?? {});

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = {
      name: String(form.get("name")),
      email: String(form.get("email")),
      password: String(form.get("password")),
    };
    const fields = checkFields(ownerShape, typed);
    setWrong(fields);
    if (Object.keys(fields).length === 0) onDone(typed);
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-5">
      <FormErrorSummary
        fields={wrong}
        onFieldChanged={(field) => setWrong(({ [field]: _, ...others }) => others)}
      />
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        defaultValue={owner?.name}
        error={wrong.name}
        required
        autoFocus
      />
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={owner?.email}
        error={wrong.email}
        hint="You sign in with it."
        required
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="new-password"
        defaultValue={owner?.password}
        error={wrong.password}
        hint={NEW_PASSWORD_HINT}
        required
      />
      <Button type="submit" variant="primary" className="justify-self-start">
        Continue
      </Button>
    </form>
  );
}
