import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ShowOnceFooter } from "./show-once-dialog";

const footer = (copied: boolean, asking: boolean) =>
  renderToStaticMarkup(
    createElement(ShowOnceFooter, { what: "token", copied, asking, onAsk() {}, close() {} }),
  ).replace(/<[^>]*>/g, "");

test("whether it is meant is asked only of what was not copied, also where it is copied while that is asked", () => {
  expect(footer(false, false)).toBe("Done");
  expect(footer(false, true)).toMatch(
    /haven.*t copied it.*nobody can show this token again.*Close without copying/,
  );
  expect(footer(true, true)).toBe("Done");
});
