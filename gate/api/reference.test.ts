/** docs/api.md against the routes that exist: a reader finds every operation there, and nothing else. */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { callablePermissions, SCOPE_OF } from "@/lib/domain/people/actor";
import { apiFilter, applicationFilter, keySetFilter, subscriptionFilter } from "./catalog/filters";
import { keyFilter } from "./key-filter";
import { ROUTES } from "./routes";

const page = await readFile("docs/api.md", "utf8");

/** The cells of the rows of the table under a heading, without its head. */
function tableUnder(heading: string): string[][] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`))!;
  const [table] = /(?:^\|.*\|\n)+/m.exec(section)!;
  return table
    .trim()
    .split("\n")
    .slice(2)
    .map((row) =>
      row
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim().replaceAll("`", "")),
    );
}

test("the reference lists every operation, with what it does and the scope that it needs", () => {
  expect(tableUnder("Operations").sort()).toEqual(
    ROUTES.map(({ method, path, summary, card }) => [
      `${method.toUpperCase()} ${path}`,
      summary,
      SCOPE_OF[card.permission] ?? "",
    ]).sort(),
  );
});

test("a key is told just the permissions that some call of the hub asks for", () => {
  const everything = { kind: "host", name: "whoever may all" } as const;
  // Verify and the exchange have doors of their own, beside the operations.
  const asked = new Set([...ROUTES.map(({ card }) => card.permission), "key:verify", "token:exchange"]);
  expect(callablePermissions(everything).sort()).toEqual([...asked].sort());
});

test("the reference lists every filter of the list, with every value that is one of a few", () => {
  const written = new Map(tableUnder("Lists and pages").map(([name, meaning]) => [name!, meaning!]));
  expect([...written.keys()]).toEqual(Object.keys(keyFilter.shape));
  for (const name of ["expiry", "notice", "sort", "order", "size"] as const)
    for (const value of keyFilter.shape[name].unwrap().options) expect(written.get(name)).toContain(value);
});

test("the reference lists every filter of the catalog's lists", () => {
  const written = new Map(tableUnder("API catalog").map(([call, parameters]) => [call!, parameters!]));
  const filters = {
    apis: apiFilter,
    applications: applicationFilter,
    subscriptions: subscriptionFilter,
    "key-sets": keySetFilter,
  };
  expect([...written.keys()]).toEqual(Object.keys(filters).map((noun) => `GET /v1/${noun}`));
  for (const [noun, { shape }] of Object.entries(filters))
    for (const name of Object.keys(shape).filter((one) => !["page", "size", "order"].includes(one)))
      expect(written.get(`GET /v1/${noun}`)).toMatch(new RegExp(`\\b${name}\\b`));
});
