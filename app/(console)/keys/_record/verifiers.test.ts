import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Verifiers } from "./verifiers";

const now = new Date("2026-06-15T12:30:00Z");
const counts = { verified: 3, refused: 0, issued: 0, removed: false, lastAt: now };

test("where a key was checked is told by name, and without one where it is gone or may not be seen", () => {
  const verifiers = [
    { kind: "gate" as const, name: "gate 1", ...counts },
    { kind: "gate" as const, name: null, ...counts },
    { kind: "outpost" as const, name: "Near", ...counts },
    { kind: "outpost" as const, name: "Near", ...counts, removed: true },
    { kind: "outpost" as const, name: null, ...counts },
  ];
  const page = renderToStaticMarkup(createElement(Verifiers, { verifiers, now }));
  const rows = page.split("<tr").slice(2);
  const first = rows.map((row) => /<t[hd][^>]*>(.*?)<\/t[hd]>/.exec(row)?.[1]?.replace(/<[^>]*>/g, ""));
  expect(first).toEqual([
    "Gate gate 1",
    "Gates that run no more",
    "Outpost Near",
    "Outpost Near, removed",
    "An Outpost",
  ]);
});

test("a removed Outpost and one that has its name are rows apart", () => {
  const near = { kind: "outpost" as const, name: "Near", ...counts };
  const { rows } = Verifiers({ verifiers: [near, { ...near, removed: true }], now }).props;
  expect(new Set(rows.map(({ id }: { id: string }) => id)).size).toBe(2);
});
