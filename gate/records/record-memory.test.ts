import { expect, test } from "vitest";
import { recordOf } from "../testing/records";
import { KeyEntry } from "./key-entry";
import { RecordMemory } from "./record-memory";

const entry = (keyId: string, versionId = keyId) => new KeyEntry(recordOf({ keyId, versionId }));

test("never holds more than its limit, and keeps those that are in use", () => {
  const memory = new RecordMemory(100);
  for (let i = 0; i < 100; i++) memory.put(`old ${i}`, entry(`k${i}`));
  for (let i = 0; i < 100; i++) memory.get(`old ${i}`)!.used = i % 10 === 0;
  for (let i = 0; i < 60; i++) {
    memory.put(`new ${i}`, entry(`n${i}`));
    for (let busy = 0; busy < 100; busy += 10) memory.get(`old ${busy}`);
  }
  expect(memory.size).toBe(100);
  for (let i = 0; i < 100; i += 10) expect(memory.get(`old ${i}`)).toBeDefined();
});

test("forgets every version of a key, also after some of them had to go", () => {
  const memory = new RecordMemory(2);
  memory.put("v1", entry("k", "1"));
  memory.put("v2", entry("k", "2"));
  memory.put("v3", entry("k", "3"));
  memory.apply([{ revision: 1, workspaceId: "w", kind: "key", subjectId: "k" }]);
  expect(memory.size).toBe(0);
  memory.put("v1", entry("k", "1"));
  expect(memory.get("v1")?.record.versionId).toBe("1");
});

test("a hundred thousand newcomers cost no more than the first ones", () => {
  const memory = new RecordMemory(1_000);
  /** Milliseconds of this process alone: what else the machine does meanwhile costs time, and no newcomer's. */
  const fill = (from: number) => {
    const begun = process.cpuUsage();
    for (let i = from; i < from + 50_000; i++) memory.put(`d${i}`, entry(`k${i}`));
    return process.cpuUsage(begun).user / 1_000;
  };
  const first = fill(0);
  fill(50_000);
  expect(fill(100_000)).toBeLessThan(first * 5 + 50);
});
