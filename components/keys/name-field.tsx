"use client";
import type { ComponentProps } from "react";
import { TextField } from "../ui/text-field";

type Given = "placeholder" | "hint" | "error" | "autoFocus" | "defaultValue" | "ref";

/** The name of a key or an Outpost, by which people tell it from the others. */
export function NameField(props: Pick<ComponentProps<typeof TextField>, Given>) {
  return <TextField label="Name" name="name" required maxLength={200} autoComplete="off" {...props} />;
}
