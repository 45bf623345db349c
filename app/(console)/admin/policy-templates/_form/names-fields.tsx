"use client";
import { TextAreaField, TextField } from "@/components/ui/text-field";
import type { FieldErrors } from "@/lib/contracts/answer";

type Props = { name: string; description: string; errors: FieldErrors; autoFocus?: boolean };

export function NamesFields({ name, description, errors, autoFocus }: Props) {
  return (
    <>
      <TextField
        label="Name"
        name="name"
        autoComplete="off"
        autoFocus={autoFocus}
        defaultValue={name}
        placeholder="Quarterly, for partners"
        hint="Under this name it is offered for the authentication types of an API."
        error={errors.name}
        required
      />
      <TextAreaField
        label="Description"
        name="description"
        optional
        rows={2}
        defaultValue={description}
        error={errors.description}
      />
    </>
  );
}
