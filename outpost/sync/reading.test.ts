import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { headOf, newKey, versionOf } from "../testing/workspace";
import { backoffMs } from "./backoff";
import { readBundle } from "./bundle";
import { eventsOf } from "./event-stream";
import { linesOf } from "./lines";
import { readVersion } from "./wire";

/** A text as a network delivers it: in pieces, cut anywhere. */
async function* pieces(text: string, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  let from = 0;
  for (const cut of [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)) {
    yield bytes.subarray(from, cut);
    from = cut;
  }
}
async function all<T>(of: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const one of of) list.push(one);
  return list;
}
const cuts = fc.array(fc.nat(), { maxLength: 6 });

test("lines are the same however they are cut on the way", async () => {
  const line = fc.string({ unit: "binary" }).map((text) => text.toWellFormed().replaceAll("\n", ""));
  await fc.assert(
    fc.asyncProperty(fc.array(line), cuts, async (lines, at) => {
      expect(await all(linesOf(pieces(lines.map((text) => `${text}\n`).join(""), at)))).toEqual(lines);
    }),
  );
});

test("events are the same however they are cut, and with whichever line ends", async () => {
  const data = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll(/[\r\n]/g, ""));
  await fc.assert(
    fc.asyncProperty(fc.array(data), fc.constantFrom("\n", "\r\n", "\r"), cuts, async (list, end, at) => {
      const text = list
        .map((one) => [`event: change`, ": a comment", "id: 5", `data: ${one}`, "", ""].join(end))
        .join("");
      expect(await all(eventsOf(pieces(`${text}data: broke off`, at)))).toEqual(
        list.map((one) => ({ event: "change", data: one })),
      );
    }),
  );
});

describe("a bundle", () => {
  const keys = [newKey(), newKey({ expiresAt: new Date(9), scopes: [] })];
  const lines = [
    headOf({ generation: 1, revision: 7 }),
    ...keys.map(versionOf),
    { end: true, versions: 2 },
  ].map((line) => `${JSON.stringify(line)}\n`);
  const read = (text: string) => readBundle(linesOf(pieces(text, [])));

  it("is taken in whole", async () => {
    const synced = await read(lines.join(""));
    expect(synced.applied).toEqual({ generation: 1, revision: 7 });
    expect(synced.records.all().map(({ keyId }) => keyId)).toEqual(keys.map(({ record }) => record.keyId));
  });

  it("cut at any byte is nothing", async () => {
    const text = lines.join("");
    for (let at = 0; at < text.length; at++) await expect(read(text.slice(0, at))).rejects.toThrow();
  });

  it.each([
    ["lacks its end", lines.slice(0, 3).join("")],
    ["lacks a key", [lines[0], lines[1], lines[3]].join("")],
    ["goes on behind its end", [...lines, lines[1]].join("")],
    ["has another format", lines.join("").replace('"format":1', '"format":2')],
    ["is an error page", "<html>\n"],
    ["holds a digest that is none", lines.join("").replace(/"digest":"./, '"digest":"')],
    ["holds a fraction for a revision", lines.join("").replace('"revision":7', '"revision":7.5')],
  ])("that %s is nothing", async (_, text) => {
    await expect(read(text)).rejects.toThrow();
  });
});

test("a version with any member missing or of another kind is not understood", () => {
  const good = JSON.parse(JSON.stringify(versionOf(newKey())));
  expect(() => readVersion(good)).not.toThrow();
  for (const name of Object.keys(good.record))
    for (const wrong of [undefined, {}, 5.5, name === "name" ? null : "\u0000"]) {
      if (
        typeof good.record[name] === "string" &&
        typeof wrong === "string" &&
        name !== "kind" &&
        !/At$/.test(name)
      )
        continue;
      if (name === "environment" && typeof wrong === "string") continue;
      // Left out by a hub that knows of no key sets; one without APIs opens nothing.
      if ((name === "apis" || name === "authType") && wrong === undefined) continue;
      expect(() => readVersion({ ...good, record: { ...good.record, [name]: wrong } })).toThrow();
    }
});

test("after a failure waits are longer each time, to a limit, and never the same for all", () => {
  expect([0, 1, 5, 50].map((failures) => backoffMs(failures, 1))).toEqual([250, 500, 8_000, 10_000]);
  expect(backoffMs(50, 0)).toBe(5_000);
});
