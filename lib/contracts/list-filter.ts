/** The parts that filters of lists have in common. Every URL is good: what is off falls back. */
import { z } from "zod";
import { PAGE_SIZES } from "@/lib/domain/keys/list-words";
import { hasUnsafeCharacter } from "@/lib/domain/text";

const MOST_MEMBERS = 50;

/** A comma-separated list of which the unknown members are dropped. */
export const listOf = (known: (member: string) => boolean) =>
  z
    .string()
    .transform((text) => [...new Set(text.split(","))].filter(known).slice(0, MOST_MEMBERS))
    .catch([]);

/** The same of a closed set of words. */
export const wordsOf = <Word extends string>(words: readonly Word[]) =>
  listOf((member) => (words as readonly string[]).includes(member)).transform((list) => list as Word[]);

const isId = (text: string) => z.uuid().safeParse(text).success;
export const idsOf = listOf(isId);
export const oneId = z.uuid().nullable().catch(null);

export const searchText = z
  .string()
  .max(200)
  .refine((text) => !hasUnsafeCharacter(text))
  .transform((text) => text.trim())
  .catch("");

export const pageNumber = z.coerce.number().int().min(1).max(100_000).catch(1);
export const pageSize = z.coerce
  .number()
  .pipe(
    z.union(
      PAGE_SIZES.map((size) => z.literal(size)) as [z.ZodLiteral<25>, z.ZodLiteral<50>, z.ZodLiteral<100>],
    ),
  )
  .catch(25);
export const direction = (fallback: "asc" | "desc") => z.enum(["asc", "desc"]).catch(fallback);
