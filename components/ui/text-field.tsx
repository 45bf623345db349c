"use client";
import type { ComponentProps } from "react";
import { Field, type FieldProps } from "./field";
import { TextArea } from "./text-area";
import { TextInput } from "./text-input";

type Framed<T> = FieldProps & Omit<T, keyof FieldProps | "children">;

/** A TextInput in its Field. */
export function TextField(props: Framed<ComponentProps<typeof TextInput>>) {
  const { label, hint, error, required, optional, className, ...input } = props;
  return (
    <Field {...{ label, hint, error, required, optional, className }}>
      {(control) => <TextInput {...input} {...control} />}
    </Field>
  );
}

/** A TextArea in its Field. */
export function TextAreaField(props: Framed<ComponentProps<"textarea">>) {
  const { label, hint, error, required, optional, className, ...area } = props;
  return (
    <Field {...{ label, hint, error, required, optional, className }}>
      {(control) => <TextArea {...area} {...control} />}
    </Field>
  );
}
