import type { FieldErrors } from "@/lib/contracts/answer";

/** "recipients.3" stands beside Recipients: what is wrong within a field is told at the field, the first of it. */
export function byField(errors: FieldErrors): FieldErrors {
  const fields: FieldErrors = {};
  for (const [path, sentence] of Object.entries(errors)) fields[path.split(".")[0] ?? ""] ??= sentence;
  return fields;
}
