import type { FieldErrors } from "@/lib/contracts/answer";

/** "recipients.3" stands beside Recipients: what is wrong within a field is told at the field, the first of it. */
export function byField(errors: FieldErrors): FieldErrors {
  const fields: FieldErrors = {};
  for (const [path, sentence] of Object.entries(errors)) fields[path.split(".")[0] ?? ""] ??= sentence;
  return fields;
}

/** The same in the order of a form, so that its first bad field gets the focus; other fields are left out. */
export function inOrder(errors: FieldErrors, order: readonly string[]): FieldErrors {
  const fields = byField(errors);
  return Object.fromEntries(order.flatMap((name) => (fields[name] ? [[name, fields[name]]] : [])));
}
