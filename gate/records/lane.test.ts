import { expect, test } from "vitest";
import { Busy, Lane } from "./lane";

const away = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });

function lookups() {
  const running: { done(): void; fail(error: Error): void }[] = [];
  const lookup = () =>
    new Promise<string>((resolve, reject) => running.push({ done: () => resolve("found"), fail: reject }));
  return { running, lookup };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("so many run at once, so many wait, and one more is refused at once", async () => {
  const lane = new Lane(2, 1);
  const { running, lookup } = lookups();
  const asked = [lane.run(lookup), lane.run(lookup), lane.run(lookup)];
  expect(running).toHaveLength(2);
  await expect(lane.run(lookup)).rejects.toBeInstanceOf(Busy);
  running[0]!.done();
  await settled();
  expect(running).toHaveLength(3);
  for (const one of running) one.done();
  expect(await Promise.all(asked)).toEqual(["found", "found", "found"]);
});

test("never more than that at once, even when a newcomer meets one who is just let in", async () => {
  const lane = new Lane(1, 5);
  const { running, lookup } = lookups();
  const first = lane.run(lookup);
  void lane.run(lookup);
  running[0]!.done();
  void first.then(() => lane.run(lookup));
  await settled();
  expect(running).toHaveLength(2);
});

test("while the database is away one tries and the others are refused without a wait, until it is back", async () => {
  const lane = new Lane(2, 10);
  const { running, lookup } = lookups();
  const asked = [lane.run(lookup), lane.run(lookup), lane.run(lookup)].map((one) =>
    one.catch((error) => error),
  );
  running[0]!.fail(away);
  expect(await asked[0]).toBe(away);
  expect(await asked[2]).toBeInstanceOf(Busy);
  running[1]!.fail(away);
  await asked[1];
  const probe = lane.run(lookup);
  await expect(lane.run(lookup)).rejects.toBeInstanceOf(Busy);
  running[2]!.done();
  expect(await probe).toBe("found");
  void lane.run(lookup);
  void lane.run(lookup);
  expect(running).toHaveLength(5);
});

test("those who ask take turns: a flood from one address does not keep another one waiting", async () => {
  const lane = new Lane(1, 100);
  const { running, lookup } = lookups();
  const order: string[] = [];
  const ask = (who: string) => void lane.run(lookup, who).then(() => order.push(who));
  for (let i = 0; i < 50; i++) ask("flood");
  ask("good");
  for (let turn = 0; turn < 3; turn++) {
    running[turn]!.done();
    await settled();
  }
  expect(order).toEqual(["flood", "flood", "good"]);
});

test("in a full lane the address that has the most waiting gives way, and alone is refused", async () => {
  const lane = new Lane(1, 10);
  const { running, lookup } = lookups();
  const refused: string[] = [];
  const ask = (who: string) =>
    lane.run(lookup, who).catch((error) => {
      expect(error).toBeInstanceOf(Busy);
      refused.push(who);
    });
  const asked = Array.from({ length: 30 }, () => ask("flood"));
  for (let i = 0; i < 4; i++) asked.push(ask("good"), ask("flood"));
  await settled();
  expect(refused).toEqual(Array(19 + 8).fill("flood"));
  // One is running, and of ten who wait four are good.
  for (let turn = 0; turn < 11; turn++) {
    running[turn]!.done();
    await settled();
  }
  await Promise.all(asked);
  expect(running).toHaveLength(11);
});
