import { expect, test } from "vitest";
import { headingsOf } from "./headings";
import { DOCS_PAGES } from "./pages";
import { readPage } from "./read-page";

test("headings are told from comments in code, and lose their marks", () => {
  const page =
    "# Title\n\n## Send `a key`, once\n\n```sh\n## no heading\n```\n\n### And then?\n#### too deep\n";
  expect(headingsOf(page)).toEqual([
    { level: 2, text: "Send a key, once", anchor: "send-a-key-once" },
    { level: 3, text: "And then?", anchor: "and-then" },
  ]);
});

test.each(DOCS_PAGES.map((page) => [page.slug, page] as const))(
  "no two headings of %s share an anchor",
  async (_, page) => {
    const anchors = headingsOf(await readPage(page)).map(({ anchor }) => anchor);
    expect(anchors.length).toBeGreaterThan(1);
    expect(new Set(anchors).size).toBe(anchors.length);
  },
);
