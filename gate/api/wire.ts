/** Names are snake_case where programs meet them, and camelCase inside. */
import { z } from "@hono/zod-openapi";
import type { FieldErrors } from "@/lib/contracts/answer";
import type { RefusalCode } from "@/lib/domain/refusals";
import { Secret } from "@/lib/domain/secret";
import { wireCode } from "../http/problem";

/** Names of what tells why something is closed: a refusal's code or null, or one of these for each move. */
const CLOSED_BY = ["moves", "refusal", "retrieval"];

/**
 * A value as programs get it: snake_case names, codes as problems have them, instants as ISO 8601 text, and secrets in
 * plain, once.
 */
export function toWire(value: unknown): unknown {
  if (value instanceof Secret) return value.reveal();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      snake(name),
      CLOSED_BY.includes(name) ? codesToWire(member) : toWire(member),
    ]),
  );
}

function codesToWire(codes: RefusalCode | null | Record<string, RefusalCode | null>): unknown {
  if (typeof codes === "string") return wireCode(codes);
  if (codes === null) return null;
  return Object.fromEntries(Object.entries(codes).map(([move, code]) => [move, code && wireCode(code)]));
}

/** Deeper than any body has fields. */
const DEEPEST = 4;

/** A body in the names of the contracts. What is no name in snake_case stays as it is: no contract has it. */
export function fromWire(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || depth === DEEPEST) return value;
  if (Array.isArray(value)) return value.map((member) => fromWire(member, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [camel(name), fromWire(member, depth + 1)]),
  );
}

/** A name in the body that is in camelCase, or null: each field has one name alone. */
export function misnamed(value: unknown, depth = 0): string | null {
  if (typeof value !== "object" || value === null || depth === DEEPEST) return null;
  for (const [name, member] of Object.entries(value)) {
    const found = CAMEL.test(name) ? name : misnamed(member, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** The fields that were refused, by the names that the program gave. */
export function errorsToWire(fields: FieldErrors): FieldErrors {
  return Object.fromEntries(Object.entries(fields).map(([field, sentence]) => [snake(field), sentence]));
}

/** A contract as the document shows it. `inner` = the shapes of fields that hold names themselves. */
export function wireShape(contract: z.ZodObject, inner: z.ZodRawShape = {}): z.ZodObject {
  const fields = Object.entries(contract.shape).map(([name, shape]) => [snake(name), shape]);
  return z.strictObject({ ...Object.fromEntries(fields), ...inner });
}

const SNAKE = /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/;
const CAMEL = /^[a-z][a-z0-9]{0,30}[A-Z][A-Za-z0-9]{0,30}$/;

function camel(name: string): string {
  return SNAKE.test(name) ? name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) : name;
}

export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
