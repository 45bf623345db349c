"use client";
import { Field, type FieldProps } from "./field";
import { Select, type SelectProps } from "./select";

/** A Select in its Field. */
export function SelectField(props: FieldProps & Omit<SelectProps, keyof FieldProps>) {
  const { label, hint, error, required, optional, className, ...select } = props;
  return (
    <Field {...{ label, hint, error, required, optional, className }}>
      {(control) => <Select {...select} {...control} />}
    </Field>
  );
}
