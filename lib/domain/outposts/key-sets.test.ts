import { expect, test } from "vitest";
import { keySetsAt } from "./key-sets";

const knows = (slug: string) => slug === "orders-v1";

test.each([
  ["one API of the catalog in one environment", "production", "orders-v1", "open"],
  ["no API", "production", null, "outpost_without_api"],
  ["neither an API nor an environment", null, null, "outpost_without_api"],
  ["an API that the catalog does not have", "production", "orders-v2", "outpost_api_unknown"],
  ["an API in every environment", null, "orders-v1", "outpost_without_environment"],
] as const)("an Outpost that stands for %s", (_, environment, api, said) => {
  expect(keySetsAt({ environment, api }, knows)).toBe(said);
});
