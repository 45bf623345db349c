"use client";
import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { Field, type FieldProps } from "./field";
import { TextInput } from "./text-input";

type Props = FieldProps & Omit<ComponentProps<"input">, keyof FieldProps | "type" | "children">;

/** What a new password has to be; an error about it takes its place. */
export const NEW_PASSWORD_HINT = "At least 12 characters. A few words in a row are easy to keep in mind.";

/** A password, hidden until its eye is pressed. The hint makes way for an error: both would say the same. */
export function PasswordField(props: Props) {
  const { label, hint, error, required, optional, className, ...input } = props;
  const [shown, setShown] = useState(false);
  return (
    <Field {...{ label, hint: error ? undefined : hint, error, required, optional, className }}>
      {(control) => (
        <span className="relative block">
          <TextInput
            {...input}
            {...control}
            type={shown ? "text" : "password"}
            dir="ltr"
            spellCheck={false}
            autoCapitalize="none"
            className="pr-10"
          />
          <button
            type="button"
            aria-label="Show what you type"
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0 flex w-9 items-center justify-center rounded-md text-faint hover:text-ink"
          >
            {shown ? (
              <EyeOff aria-hidden="true" className="size-4" />
            ) : (
              <Eye aria-hidden="true" className="size-4" />
            )}
          </button>
        </span>
      )}
    </Field>
  );
}
