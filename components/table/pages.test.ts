import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { NoSuchPage } from "./no-such-page";
import { PaginationBar } from "./pagination-bar";

const onPage = () => {};
const text = (markup: string) => markup.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const bar = (facts: { page: number; total: number; rows: number; capped?: boolean }) =>
  renderToStaticMarkup(createElement(PaginationBar, { pageSize: 25, onPage, ...facts }));
const missing = (facts: { page: number; total: number; capped?: boolean }) =>
  text(renderToStaticMarkup(createElement(NoSuchPage, { pageSize: 25, onPage, ...facts })));

describe("the bar tells which rows stand on the page", () => {
  test.each([
    ["the first page", { page: 1, total: 27, rows: 25 }, "1–25 of 27", true],
    ["the last", { page: 2, total: 27, rows: 2 }, "26–27 of 27", false],
    ["a full last one", { page: 2, total: 50, rows: 25 }, "26–50 of 50", false],
    [
      "one within what is counted",
      { page: 1, total: 10_000, rows: 25, capped: true },
      "1–25 of 10,000+",
      true,
    ],
    ["one beyond", { page: 401, total: 10_000, rows: 25, capped: true }, "10,001–10,025 of 10,000+", true],
    [
      "the last beyond",
      { page: 402, total: 10_000, rows: 3, capped: true },
      "10,026–10,028 of 10,000+",
      false,
    ],
  ])("%s", (_, facts, words, next) => {
    const markup = bar(facts);
    expect(text(markup)).toContain(words);
    expect(markup.includes("This is the last page.")).toBe(!next);
  });
});

describe("after the last page one hears where the rows end, and how to get back", () => {
  test("by number, where they are counted", () => {
    const words = missing({ page: 9, total: 27 });
    expect(words).toContain("There is no page 9: the rows end with page 2.");
    expect(words).toContain("Go to the first page Go to the last page");
  });
  test("that they are not counted, and what to do, where there are too many", () => {
    const words = missing({ page: 4_001, total: 10_000, capped: true });
    expect(words).toContain("The rows end before page 4,001. There are more than 10,000");
    expect(words).toContain("Search or filter");
    expect(words).not.toContain("last page");
  });
  test("with one way back where there is one page", () => {
    expect(missing({ page: 7, total: 3 })).not.toContain("Go to the last page");
  });
});
