import { expect, test } from "vitest";
import { collectCards } from "../testing/cards";
import { SAMPLES } from "../testing/samples";

test("every command and query has a sample in the matrix", async () => {
  const cards = await collectCards();
  expect(SAMPLES.map(({ card }) => card.name).sort()).toEqual(cards.map((card) => card.name).sort());
  expect(new Set(SAMPLES.map(({ card }) => card))).toEqual(new Set(cards));
});
