import { expect, test } from "vitest";
import { type NoticedKey, noticesOf } from "./notices";
import { STATUSES } from "./status";

const now = new Date("2026-06-15T12:00:00Z");
const days = (n: number) => new Date(now.getTime() + n * 86_400_000);
const good: NoticedKey = {
  status: "active",
  description: "For the shop",
  createdAt: days(-10),
  issuedAt: days(-10),
  expiresAt: days(80),
  rotatesAt: null,
  secretWaits: false,
  lastUsedAt: days(-1),
};

test.each<[string, Partial<NoticedKey>, string[]]>([
  ["all is well", {}, []],
  ["it expires in 14 days", { expiresAt: days(14) }, ["expiring"]],
  ["it expires in more than 14 days", { expiresAt: new Date(days(14).getTime() + 1) }, []],
  ["it expires soon, and is rotated before", { expiresAt: days(14), rotatesAt: days(10) }, []],
  ["it expires before it is rotated", { expiresAt: days(14), rotatesAt: days(20) }, ["expiring"]],
  ["its new secret waits", { secretWaits: true }, ["uncollected"]],
  ["its last use was 30 days ago", { createdAt: days(-60), lastUsedAt: days(-30) }, ["unused"]],
  ["its last use was less than 30 days ago", { createdAt: days(-60), lastUsedAt: days(-29) }, []],
  ["it was never used, and is young", { lastUsedAt: null }, []],
  ["it was never used in 30 days", { createdAt: days(-30), lastUsedAt: null }, ["unused"]],
  ["its secret is 90 days old", { createdAt: days(-90), issuedAt: days(-90) }, ["old"]],
  ["its secret was made anew", { createdAt: days(-200), issuedAt: days(-3) }, []],
  ["nobody described it", { description: "" }, ["undescribed"]],
  ["it never expires", { expiresAt: null }, ["never"]],
  [
    "everything at once",
    { description: "", createdAt: days(-91), issuedAt: days(-91), lastUsedAt: null, expiresAt: null },
    ["unused", "old", "undescribed", "never"],
  ],
])("%s", (_, patch, notices) => {
  expect(noticesOf({ ...good, ...patch }, now)).toEqual(notices);
});

test("a key that does not work asks for nothing", () => {
  const neglected = { ...good, description: "", issuedAt: days(-400), expiresAt: null, lastUsedAt: null };
  for (const status of STATUSES.filter((one) => one !== "active"))
    expect(noticesOf({ ...neglected, status }, now)).toEqual([]);
});
