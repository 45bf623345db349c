import { expect, test } from "vitest";
import { killDatabase } from "./kill-database";
import { killHub } from "./kill-hub";

test("over 20 kill -9 of the hub no acknowledged key or revocation is lost, and it answers programs again within 10 s", async () => {
  const outcome = await killHub(20, console.log);
  expect(outcome.faults).toEqual([]);
  expect(outcome.created).toBeGreaterThan(20);
  expect(outcome.revoked).toBeGreaterThan(5);
}, 400_000);

test("PostgreSQL killed and restarted under load: the hub lives, says 503 meanwhile, serves again within 3 s", async () => {
  const outcome = await killDatabase(["SIGKILL", "SIGINT", "SIGKILL", "SIGQUIT", "SIGKILL"], console.log);
  expect(outcome.faults).toEqual([]);
  expect(outcome.created).toBeGreaterThan(5);
  expect(outcome.unavailable).toBeGreaterThan(0);
}, 200_000);
