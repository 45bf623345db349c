import { expect, test } from "vitest";
import type { Log } from "./log";
import { Refusals } from "./refusals";
import { type Denied, denied } from "./state/judge";
import type { SyncedRecord } from "./sync/wire";
import { newKey } from "./testing/workspace";

type Line = {
  request_id?: string;
  cause?: string;
  hint?: string;
  api?: string | null;
  public_id?: string;
  refusals?: number;
};

function opened(api: string | null = null) {
  const lines: Line[] = [];
  const log: Log = (_, message, facts) => lines.push({ message, ...facts } as Line);
  return { lines, refusals: new Refusals(log, api) };
}
const record = newKey().record as SyncedRecord;
const revoked: Denied = {
  ...denied("invalid_key", "revoked"),
  counted: { record, outcome: "revoked" },
};
const unknown = denied("invalid_key", "unknown");

test("who is refused without a word gets an id, by which the log tells why", () => {
  const { lines, refusals } = opened();
  const ids = [revoked, unknown, denied("invalid_token", "bad_signature")].map((one) =>
    refusals.note(one, 0),
  );
  expect(new Set(ids).size).toBe(3);
  expect(lines.map(({ request_id, cause, public_id }) => [request_id, cause, public_id])).toEqual([
    [ids[0], "revoked", record.publicId],
    [ids[1], "unknown", undefined],
    [ids[2], "bad_signature", undefined],
  ]);
});

test.each([null, "orders-v1"])(
  "the line tells the hint that the bearer gets, and the API that the Outpost stands for: %s",
  (api) => {
    const { lines, refusals } = opened(api);
    const hinted = { ...denied("invalid_key", "not_subscribed"), hint: "outpost_without_api" as const };
    const id = refusals.note(hinted, 0);
    refusals.note(revoked, 0);
    expect(lines).toMatchObject([
      { request_id: id, cause: "not_subscribed", hint: "outpost_without_api", api },
      { api },
    ]);
    expect(lines[1]?.hint).toBeUndefined();
  },
);

test("an answer that says all there is has no id, and no line", () => {
  const { lines, refusals } = opened();
  for (const code of ["no_key", "several_keys", "malformed_key", "expired_token", "unavailable"] as const)
    expect(refusals.note(denied(code, null), 0)).toBeNull();
  expect(lines).toEqual([]);
});

test("however many invent keys, the log has a bounded number of lines, and room for a known key's", () => {
  const { lines, refusals } = opened();
  const ids = Array.from({ length: 10_000 }, () => refusals.note(unknown, 0));
  expect(new Set(ids).size).toBe(10_000);
  expect(lines).toHaveLength(60);
  const mine = refusals.note(revoked, 59_999);
  expect(lines.at(-1)).toMatchObject({ request_id: mine, cause: "revoked" });
  refusals.note(unknown, 60_000);
  expect(lines.slice(61)).toMatchObject([{ refusals: 9_940 }, { cause: "unknown" }]);
});
