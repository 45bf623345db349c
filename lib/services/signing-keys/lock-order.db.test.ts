import { afterAll, beforeAll, expect, test } from "vitest";
import { lockSigningKeys } from "@/db/queries/signing-keys";
import type { WorkspaceId } from "@/lib/domain/brand";
import { createKey } from "../access-keys/create";
import { disableKey } from "../access-keys/disable";
import { runCommand } from "../run-command";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

test("a key is disabled while the signing key changes: the two would hold each other up for good", async () => {
  const input = { name: "Shop", environment: "production", expiration: "30", scopes: [] };
  const key = done(await runCommand(createKey, home.as(), input));
  await hub.db.transaction(async (tx) => {
    await lockSigningKeys(tx, home.id as WorkspaceId);
    done(await runCommand(disableKey, home.as(), { id: key.id }));
  });
  const [row] = await hub.sql`select standing from keys where id = ${key.id}`;
  expect(row).toEqual({ standing: "suspended" });
}, 10_000);
