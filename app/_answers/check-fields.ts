import type { z } from "zod";
import type { FieldErrors } from "@/lib/contracts/answer";
import { byField } from "./by-field";

/** One sentence per field that a contract refuses; empty where it accepts all. The server asks the same contract again. */
export function checkFields(shape: z.ZodType, values: unknown): FieldErrors {
  const parsed = shape.safeParse(values);
  const paths: FieldErrors = {};
  for (const issue of parsed.error?.issues ?? []) paths[issue.path.map(String).join(".")] ??= issue.message;
  return byField(paths);
}
