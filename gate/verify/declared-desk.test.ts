import { expect, test } from "vitest";
import { Lane } from "../records/lane";
import { DeclaredDesk } from "./declared-desk";

function deskThat(answer: () => Promise<{ environments: string[]; ownScopes: string[] } | null>) {
  const asked: string[] = [];
  const desk = new DeclaredDesk(new Lane(2, 8), (workspace) => {
    asked.push(workspace);
    return answer();
  });
  return { desk, asked };
}

test("however many calls are refused, a workspace is read once in ten seconds", async () => {
  const { desk, asked } = deskThat(async () => ({ environments: ["eu"], ownScopes: [] }));
  const all = await Promise.all(Array.from({ length: 100 }, (_, i) => desk.find("a", i * 99)));
  expect(new Set(all.map((names) => names?.environments[0]))).toEqual(new Set(["eu"]));
  expect(asked).toEqual(["a"]);
  await desk.find("b", 9_999);
  await desk.find("a", 10_000);
  expect(asked).toEqual(["a", "b", "a"]);
});

test("a database that hangs delays a verdict by a quarter of a second, and the next ones not at all", async () => {
  const { desk, asked } = deskThat(() => new Promise(() => {}));
  const began = performance.now();
  expect(await desk.find("a", 0)).toBeNull();
  expect(performance.now() - began).toBeLessThan(2_000);
  const again = performance.now();
  expect(await desk.find("a", 9_000)).toBeNull();
  expect(performance.now() - again).toBeLessThan(100);
  expect(asked).toHaveLength(1);
});

test("a database that is away leaves the names unknown, and is not asked at every call", async () => {
  const { desk, asked } = deskThat(() => Promise.reject(new Error("away")));
  expect(await desk.find("a", 0)).toBeNull();
  expect(await desk.find("a", 9_000)).toBeNull();
  expect(asked).toHaveLength(1);
});
