import { Secret } from "@/lib/domain/secret";

/** A value as programs get it: snake_case names, instants as ISO 8601 text, and secrets in plain, once. */
export function toWire(value: unknown): unknown {
  if (value instanceof Secret) return value.reveal();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [snake(name), toWire(member)]));
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
