import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { WithdrawalReceipt } from "./withdrawal-receipt";

const shown = (outposts: { reported: (string | null)[]; silent: (string | null)[] }) => {
  const receipt = { revision: 7, reported: ["eu1"], silent: [], outposts, elapsedMs: 420 };
  return renderToStaticMarkup(createElement(WithdrawalReceipt, { receipt })).replace(/<[^>]*>/g, "");
};

test("a receipt names the Outposts that had applied a withdrawal, and those that had not", () => {
  expect(shown({ reported: ["Near"], silent: ["Far", "Farther"] })).toBe(
    "Refused at 1 of 1 gate and 1 of 3 Outposts after 420 msGate eu1Outpost NearOutpost Farnot reportedOutpost Farthernot reported" +
      "Far, Farther had not applied it yet. An Outpost follows within a second while it is connected; " +
      "one that is cut off goes on with what it knows for at most a day.",
  );
});

test("Outposts that the reader may not see are counted, and no mark stands for them", () => {
  expect(shown({ reported: [null], silent: [null, null] })).toBe(
    "Refused at 1 of 1 gate and 1 of 3 Outposts after 420 msGate eu1" +
      "2 Outposts had not applied it yet. An Outpost follows within a second while it is connected; " +
      "one that is cut off goes on with what it knows for at most a day.",
  );
  expect(shown({ reported: [], silent: [null] })).toContain("1 Outpost had not applied it yet.");
  expect(shown({ reported: [null], silent: [] })).toMatch(/Gate eu1$/);
});
