import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { ProvingOutpost } from "@/lib/services/signing-keys/rotation";
import { ProvingOutposts } from "./proving-outposts";

const now = new Date("2026-06-15T12:30:00Z");
const slow: ProvingOutpost = {
  id: "1",
  name: "Near",
  state: "online",
  standing: "refused",
  error: "not_yet",
  lastSeenAt: new Date(now.getTime() - 5_000),
  version: "0.1.0",
  kids: ["0123456789abcdef"],
  clockSkewMs: -7_000,
};
const said = (...outposts: ProvingOutpost[]) =>
  renderToStaticMarkup(createElement(ProvingOutposts, { outposts, now })).replace(/<[^>]*>/g, "");

test("of an Outpost that lags stand its name, and all that helps to find out why", () => {
  expect(said(slow)).toMatch(
    /^Near could not verify itIt says: not yet\. Last seen .*, version 0\.1\.0, clock .* slow, one key in memory0123456789$/,
  );
});

test("those who may not see Outposts read how each stands, and nothing that tells which it is", () => {
  const hidden = { ...slow, name: null, version: null, kids: null, clockSkewMs: null };
  expect(said(hidden, { ...hidden, id: "2", standing: "proven" })).toMatch(
    /^Outpost 1 could not verify itIt says: not yet\. Last seen 5 s ago \([^)]*\)\.Outpost 2 has verified it$/,
  );
});
