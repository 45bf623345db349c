import { randomBytes } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { newKeyText, newPublicId } from "@/lib/domain/keys/key-text";
import type { StoredRecord } from "@/lib/services/gate/key-records";
import { recordOf } from "../testing/records";
import { KeyDesk } from "./key-desk";
import { KeyEntry } from "./key-entry";
import { Lane } from "./lane";
import { RecordMemory } from "./record-memory";

/** A database whose readings answer when told to, with what was true when they began. */
class SlowDatabase {
  record: StoredRecord | null = recordOf();
  readings: { answer(): void; fail(error: Error): void }[] = [];
  read = () => {
    const seen = this.record;
    return new Promise<StoredRecord | null>((resolve, reject) =>
      this.readings.push({ answer: () => resolve(seen), fail: reject }),
    );
  };
}

const keyText = () =>
  newKeyText(
    { prefix: "ks", kind: "access", environment: "production", publicId: newPublicId(randomBytes) },
    randomBytes,
  );

let leased: boolean;
let database: SlowDatabase;
let desk: KeyDesk;
let lane: Lane;
let text: string;
beforeEach(() => {
  leased = true;
  database = new SlowDatabase();
  desk = new KeyDesk(() => leased, new RecordMemory(), database.read);
  lane = new Lane(10, 10);
  text = keyText();
});

const find = async () => {
  const found = await desk.find(text, lane);
  return found instanceof KeyEntry ? found.record : found.missing;
};
const change = (keyId: string) =>
  desk.apply([{ revision: 1, workspaceId: "w", kind: "key", subjectId: keyId }]);
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("under the lease everybody who asks for a key shares one reading, and later ones none", async () => {
  const asked = [find(), find(), find()];
  expect(database.readings).toHaveLength(1);
  database.readings[0]!.answer();
  expect(await Promise.all(asked)).toEqual([database.record, database.record, database.record]);
  expect(await find()).toBe(database.record);
  expect(database.readings).toHaveLength(1);
});

test("without the lease each request reads for itself, and nothing is remembered", async () => {
  leased = false;
  const asked = [find(), find()];
  expect(database.readings).toHaveLength(2);
  for (const reading of database.readings) reading.answer();
  await Promise.all(asked);
  leased = true;
  void find();
  expect(database.readings).toHaveLength(3);
});

test("when the lease is lost, a reading that others began under it is not joined", async () => {
  void find();
  leased = false;
  void find();
  expect(database.readings).toHaveLength(2);
});

test("a reading that began before a change is neither kept, nor joined, nor believed", async () => {
  const first = find();
  const before = database.record!;
  database.record = { ...before, revokedAt: new Date(5) };
  change(before.keyId);
  const second = find();
  expect(database.readings).toHaveLength(2);
  database.readings[0]!.answer();
  await settled();
  expect(database.readings).toHaveLength(3);
  for (const reading of database.readings) reading.answer();
  expect(await second).toBe(database.record);
  expect(await first).toBe(database.record);
  expect(await find()).toBe(database.record);
});

test("a change makes a remembered key forgotten, and another's change does not", async () => {
  const filled = find();
  database.readings[0]!.answer();
  await filled;
  change("00000000-0000-4000-8000-0000000000ff");
  await find();
  expect(database.readings).toHaveLength(1);
  change(database.record!.keyId);
  void find();
  expect(database.readings).toHaveLength(2);
});

test("a change of the workspace makes all its keys forgotten, and a new connection everything", async () => {
  for (const forget of [
    () =>
      desk.apply([
        { revision: 1, workspaceId: "w", kind: "workspace", subjectId: database.record!.workspaceId },
      ]),
    () => desk.forgetAll(),
  ]) {
    const filled = find();
    database.readings.at(-1)!.answer();
    await filled;
    const readings = database.readings.length;
    forget();
    const again = find();
    expect(database.readings).toHaveLength(readings + 1);
    database.readings.at(-1)!.answer();
    await again;
    desk.forgetAll();
  }
});

test("an unknown key is asked for anew each time: it may be created at any moment", async () => {
  database.record = null;
  for (let i = 1; i <= 2; i++) {
    const asked = find();
    database.readings.at(-1)!.answer();
    expect(await asked).toBe("unknown");
    expect(database.readings).toHaveLength(i);
  }
});

test("a text that is no key asks nobody", async () => {
  text = `"${text}"`;
  expect(await find()).toBe("malformed");
  expect(database.readings).toHaveLength(0);
});

test("a failed reading fails all who shared it, and the next request tries again", async () => {
  const asked = [find(), find()];
  database.readings[0]!.fail(new Error("broken"));
  for (const one of asked) await expect(one).rejects.toThrow("broken");
  const again = find();
  database.readings[1]!.answer();
  expect(await again).toBe(database.record);
});
