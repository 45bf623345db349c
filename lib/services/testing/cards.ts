import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { z } from "zod";
import type { Command, Query } from "../card";

export type Card = Command<z.ZodType, unknown> | Query<z.ZodType, unknown>;

const services = fileURLToPath(new URL("..", import.meta.url));

/**
 * Every command and query that a file of this folder exports: the list from which the matrix is generated, so that a new
 * one cannot be left out. A card is known by its parts, not by its place.
 */
export async function collectCards(): Promise<Card[]> {
  const files = readdirSync(services, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.startsWith("testing/"))
    .sort();
  const cards = new Map<string, Card>();
  for (const file of files) {
    const exported: Record<string, unknown> = await import(/* @vite-ignore */ join(services, file));
    for (const value of Object.values(exported)) {
      if (!isCard(value)) continue;
      const earlier = cards.get(value.name);
      if (earlier && earlier !== value) throw new Error(`two cards are called ${value.name}`);
      cards.set(value.name, value);
    }
  }
  return [...cards.values()];
}

function isCard(value: unknown): value is Card {
  const card = value as Partial<Card> | null;
  return (
    typeof card === "object" &&
    typeof card?.name === "string" &&
    typeof card.permission === "string" &&
    typeof card.run === "function" &&
    typeof card.input?.safeParse === "function"
  );
}
