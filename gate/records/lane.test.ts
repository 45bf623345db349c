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
