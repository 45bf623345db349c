import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readChange, readHead, readVersion } from "../sync/wire";
import { makeOlder } from "../testing/older-state";
import { headOf, newKey, type TestKey, versionOf } from "../testing/workspace";
import { isBefore } from "./place";
import { Records } from "./records";
import { StateFiles } from "./state-files";
import { Synced } from "./synced";

const token = "ks_o_0123456789abcdefghij";
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keysmith-outpost-"));
  path = join(folder, "deeper", "state");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const wire = (value: unknown) => JSON.parse(JSON.stringify(value));
function stateOf(keys: TestKey[], generation = 1, revision = 1): Synced {
  const records = new Records();
  for (const key of keys) records.add(readVersion(wire(versionOf(key))));
  return new Synced(readHead(headOf({ generation, revision })), records);
}
/** Takes in and keeps a change of one key; no keys = it is gone. */
async function change(files: StateFiles, synced: Synced, revision: number, keyId: string, keys: TestKey[]) {
  const raw = wire({ revision, keys: [{ keyId, versions: keys.map(versionOf) }], head: null });
  expect(synced.apply(readChange(raw))).toBe(true);
  await files.saveChange(raw, synced.changed, synced, revision);
}
const revoked = (key: TestKey): TestKey => ({ ...key, record: { ...key.record, revokedAt: new Date(5) } });
const opened = () => new StateFiles(path, token);
async function begun(): Promise<StateFiles> {
  const files = opened();
  await files.load();
  return files;
}

test("a restart finds what was there: the whole state, the changes since, and when the hub was heard", async () => {
  const keys = [
    newKey(),
    newKey({ owner: { userId: "u", email: "a@b.c", name: "Zoë", role: null } }),
    newKey(),
  ];
  const files = opened();
  expect(await files.load()).toEqual({ synced: null, heardAtMs: 0, floor: null, doubt: null });
  const synced = stateOf(keys);
  await files.saveWhole(synced, 1);
  await change(files, synced, 2, keys[0]!.record.keyId, [revoked(keys[0]!)]);
  await change(files, synced, 5, keys[2]!.record.keyId, []);
  await files.saveHeard(77);
  const left = await opened().load();
  expect(left).toMatchObject({ heardAtMs: 77, floor: { generation: 1, revision: 5 }, doubt: null });
  const inOrder = (of: Synced) => of.records.all().sort((a, b) => a.keyId.localeCompare(b.keyId));
  expect(inOrder(left.synced!)).toEqual(inOrder(synced));
  expect(left.synced!.head).toEqual(synced.head);
  expect(left.synced!.changed).toEqual({ generation: 1, revision: 5 });
});

test("and goes on from there, also where the last line was torn", async () => {
  const keys = [newKey(), newKey()];
  const files = await begun();
  const synced = stateOf(keys);
  await files.saveWhole(synced, 1);
  await change(files, synced, 2, keys[0]!.record.keyId, [revoked(keys[0]!)]);
  writeFileSync(`${path}.journal`, `${readFileSync(`${path}.journal`)}torn`);
  const again = opened();
  const left = await again.load();
  expect(left.synced?.changed.revision).toBe(2);
  await change(again, left.synced!, 3, keys[1]!.record.keyId, []);
  expect((await opened().load()).synced?.changed.revision).toBe(3);
});

test("what an older Outpost kept serves until it has been fetched anew, and what is kept now is whole", async () => {
  const applicationId = "00000000-0000-4000-8000-0000000000cc";
  const set = newKey({ kind: "key_set", authType: "api_key", apis: ["orders-v1"], applicationId });
  const files = await begun();
  const synced = stateOf([set]);
  await files.saveWhole(synced, 1);
  const whole = (await opened().load()).synced!;
  expect([whole.isWhole, whole.records.all()[0]]).toMatchObject([true, { applicationId }]);
  makeOlder(path, token);
  const { synced: left, doubt } = await opened().load();
  expect([doubt, left?.isWhole, left?.records.all()[0]]).toMatchObject([
    null,
    false,
    { keyId: set.record.keyId, apis: ["orders-v1"], applicationId: null },
  ]);
});

test("everything is for the owner's eyes alone, and holds no key", async () => {
  const key = newKey();
  const files = await begun();
  const synced = stateOf([key]);
  await files.saveWhole(synced, 1);
  await change(files, synced, 2, key.record.keyId, [revoked(key)]);
  const names = readdirSync(join(folder, "deeper")).sort();
  expect(names).toEqual(["state", "state.journal", "state.mark"]);
  for (const name of names) {
    expect(statSync(join(folder, "deeper", name)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, "deeper", name), "utf8")).not.toContain(key.text.slice(-38));
  }
});

test("many changes are gathered into a new whole, and none is lost on the way", async () => {
  const keys = Array.from({ length: 3 }, () => newKey({ name: "n".repeat(1_000_000) }));
  const files = await begun();
  const synced = stateOf(keys);
  await files.saveWhole(synced, 1);
  for (let i = 0; i < 9; i++)
    await change(files, synced, i + 2, keys[i % 3]!.record.keyId, [revoked(keys[i % 3]!)]);
  expect(statSync(`${path}.journal`).size).toBeLessThan(5_000_000);
  const { synced: left } = await opened().load();
  expect(left!.changed.revision).toBe(10);
  expect(left!.records.all().every(({ revokedAt }) => revokedAt !== null)).toBe(true);
});

describe("what was put back, altered or brought from elsewhere lets nobody in:", () => {
  const older = () => join(folder, "older");
  async function grown() {
    const key = newKey();
    const files = await begun();
    const synced = stateOf([key]);
    await files.saveWhole(synced, 1);
    cpSync(join(folder, "deeper"), older(), { recursive: true });
    await change(files, synced, 2, key.record.keyId, [revoked(key)]);
    return { key, files, synced };
  }
  const putBack = (name: string) => cpSync(join(older(), name), join(folder, "deeper", name));

  test("an older state and journal, before a revocation", async () => {
    await grown();
    putBack("state");
    putBack("state.journal");
    const left = await opened().load();
    expect(left).toMatchObject({ synced: null, floor: { generation: 1, revision: 2 } });
    expect(left.doubt).toMatch(/older than what this Outpost has known/);
  });

  test("an older whole state after the journal was gathered", async () => {
    const { files, synced } = await grown();
    await files.saveWhole(synced, 3);
    putBack("state");
    expect(await opened().load()).toMatchObject({ synced: null, floor: { generation: 1, revision: 2 } });
  });

  test("an older mark is no way down: the state itself says where it is", async () => {
    await grown();
    putBack("state.mark");
    expect((await opened().load()).floor).toEqual({ generation: 1, revision: 2 });
  });

  test.each([
    ["a missing mark", () => rmSync(`${path}.mark`)],
    ["a mark with another revision", () => edit("mark", (text) => text.replace("[1,2,", "[1,1,"))],
    ["a journal that lacks its end", () => truncateSync(`${path}.journal`, 10)],
    [
      "an altered journal",
      () => edit("journal", (text) => text.replace(/"revokedAt":"[^"]+"/, '"revokedAt":null')),
    ],
    ["an altered state", () => edit("", (text) => text.replace('"orders:read",0', '"orders:read",1'))],
    ["a state that lacks a line", () => edit("", (text) => text.split("\n").toSpliced(1, 1).join("\n"))],
    ["a state that lacks its end", () => truncateSync(path, statSync(path).size - 5)],
    ["an empty state", () => truncateSync(path, 0)],
  ])("%s", async (_, spoil) => {
    await grown();
    spoil();
    const left = await opened().load();
    expect(left.synced).toBeNull();
    expect(left.doubt).not.toBeNull();
  });

  function edit(name: string, how: (text: string) => string): void {
    const file = name ? `${path}.${name}` : path;
    const before = readFileSync(file, "utf8");
    expect(how(before)).not.toBe(before);
    writeFileSync(file, how(before));
  }

  test("the files of another enrolment, which begin anew instead", async () => {
    await grown();
    expect(await new StateFiles(path, "ks_o_another").load()).toMatchObject({ synced: null, floor: null });
  });

  test("the state before a reset, once the reset is known", async () => {
    const { files } = await grown();
    await files.saveReset(2, 9);
    expect(await opened().load()).toMatchObject({ synced: null, floor: { generation: 2, revision: 0 } });
  });
});

test("the revision never goes back: whatever is written, copied, put back and restarted in whatever order", async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant("change" as const) }),
    fc.record({ do: fc.constant("whole" as const) }),
    fc.record({ do: fc.constant("heard" as const) }),
    fc.record({ do: fc.constant("reset" as const) }),
    fc.record({ do: fc.constant("copy" as const) }),
    fc.record({
      do: fc.constant("put back" as const),
      file: fc.constantFrom("", ".journal"),
      copy: fc.nat(3),
    }),
    fc.record({ do: fc.constant("restart" as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const own = join(mkdtempSync(join(folder, "run-")), "state");
      const key = newKey();
      let files = new StateFiles(own, token);
      await files.load();
      let synced: Synced | null = stateOf([key]);
      await files.saveWhole(synced, 1);
      let reached = synced.changed;
      let copies = 0;
      for (const now of steps) {
        if (now.do === "copy") {
          for (const file of ["", ".journal"]) cpSync(`${own}${file}`, `${own}${file}.copy${copies % 4}`);
          copies += 1;
        }
        if (now.do === "put back" && now.copy < copies)
          cpSync(`${own}${now.file}.copy${now.copy}`, `${own}${now.file}`);
        if (now.do === "restart") {
          files = new StateFiles(own, token);
          const left = await files.load();
          if (left.synced) expect(isBefore(left.synced.changed, reached)).toBe(false);
          expect(left.floor === null || isBefore(left.floor, reached)).toBe(false);
          synced = left.synced;
          // The hub is fetched anew, as it is now.
          if (!synced) {
            synced = stateOf([key], reached.generation, reached.revision + 1);
            await files.saveWhole(synced, 1);
          }
        }
        if (!synced) continue;
        if (now.do === "change")
          await change(files, synced, synced.applied.revision + 1, key.record.keyId, [key]);
        if (now.do === "whole") await files.saveWhole(synced, 2);
        if (now.do === "heard") await files.saveHeard(3);
        if (now.do === "reset") {
          const generation = synced.changed.generation + 1;
          await files.saveReset(generation, 4);
          synced = stateOf([key], generation, 1);
          await files.saveWhole(synced, 4);
        }
        reached = synced.changed;
      }
    }),
    { numRuns: 60 },
  );
});
