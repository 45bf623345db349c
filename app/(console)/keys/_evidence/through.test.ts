import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Through } from "./through";

const said = (outposts: (string | null)[], atGate = false) =>
  renderToStaticMarkup(createElement(Through, { outposts, atGate })).replace(/<[^>]*>/g, "");

test("a caller's Outposts are told by name", () => {
  expect(said(["Near"])).toBe("through Outpost Near");
  expect(said(["Near", "Far"], true)).toBe("through Outposts Near, Far and the hub");
});

test("Outposts that the reader may not see are told by their number", () => {
  expect(said([null])).toBe("through an Outpost");
  expect(said([null, null], true)).toBe("through 2 Outposts and the hub");
});

test("a caller that no Outpost was asked about came through none", () => {
  expect(said([], true)).toBe("");
});
