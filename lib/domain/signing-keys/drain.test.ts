import { expect, test } from "vitest";
import { drainOf, lastEndOf } from "./drain";

const replacedAt = new Date("2026-06-01T14:00:00.000Z");
const at = (time: string) => new Date(`2026-06-01T${time}Z`);

test.each([
  ["no token is counted", 15, null, "14:15:01", "14:20:01"],
  ["the last one that is counted ends earlier", 15, "14:09:00", "14:15:01", "14:20:01"],
  ["the lifetime was an hour until a moment ago", 15, "14:59:00", "14:59:00", "15:04:00"],
  ["tokens live for a minute", 1, "14:02:00", "14:02:00", "14:07:00"],
])("where %s, with %i minutes, the last token ends and the key retires", (_, minutes, ledger, last, safe) => {
  const drain = drainOf(replacedAt, minutes, ledger === null ? null : at(ledger));
  expect(drain).toEqual({ lastEndsAt: at(last), safeAt: at(safe) });
  expect(lastEndOf(drain.safeAt)).toEqual(drain.lastEndsAt);
});
