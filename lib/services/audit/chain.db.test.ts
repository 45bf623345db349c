import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClient } from "@/db/client";
import { createKey } from "../access-keys/create";
import { revokeKey } from "../access-keys/revoke";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { done, makeWorkspace, openTestHub } from "../testing/workspace";
import { verifyChain } from "./verify-chain";

let hub: Awaited<ReturnType<typeof openTestHub>>;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const input = { name: "K", expiration: "30", environment: "production" };

async function workspaceWithHistory() {
  const workspace = await makeWorkspace(hub.db);
  for (let i = 0; i < 5; i++) {
    const { id } = done(await runCommand(createKey, workspace.as(), input));
    done(await runCommand(revokeKey, workspace.as(), { id, reason: "other" }));
  }
  return workspace;
}
const report = async (workspace: Awaited<ReturnType<typeof makeWorkspace>>) =>
  done(await runQuery(verifyChain, workspace.as(), {}));

/** What somebody with the owner's role and bad intentions could do. */
async function tamper(statement: string, values: string[]) {
  const owner = createClient(hub.ownerUrl, { max: 1 });
  await owner.unsafe("alter table events disable trigger user");
  await owner.unsafe(statement, values);
  await owner.unsafe("alter table events enable trigger user");
  await owner.end();
}

describe("the audit log", () => {
  test("is intact after work", async () => {
    expect(await report(await workspaceWithHistory())).toMatchObject({ intact: true, events: 10 });
  });

  test.each(["update events set actor_label = 'nobody'", "delete from events", "truncate events"])(
    "the running role cannot: %s",
    async (statement) => {
      await expect(hub.sql.unsafe(statement)).rejects.toThrow(/permission denied/);
    },
  );

  test("nor can the owner without taking the trigger away first", async () => {
    await workspaceWithHistory();
    const owner = createClient(hub.ownerUrl, { max: 1 });
    await expect(owner.unsafe("update events set actor_label = 'nobody'")).rejects.toThrow(/append-only/);
    await expect(owner.unsafe("truncate events")).rejects.toThrow(/append-only/);
    await owner.end();
  });

  test.each([
    [
      "a changed name",
      "update events set actor_label = 'nobody' where workspace_id = $1 and seq = 4",
      4,
      "changed",
    ],
    [
      "a changed fact",
      `update events set after = '{"status":"active"}' where workspace_id = $1 and seq = 4`,
      4,
      "changed",
    ],
    [
      "a changed time",
      "update events set at = at + interval '1 ms' where workspace_id = $1 and seq = 4",
      4,
      "changed",
    ],
    ["an entry taken out", "delete from events where workspace_id = $1 and seq = 4", 4, "missing"],
    ["an end cut off", "delete from events where workspace_id = $1 and seq > 7", 8, "cut"],
  ])("shows %s", async (_, statement, brokenAt, finding) => {
    const workspace = await workspaceWithHistory();
    await tamper(statement, [workspace.id]);
    expect(await report(workspace)).toMatchObject({ intact: false, brokenAt, finding });
  });

  test("is intact while others write", async () => {
    const workspace = await workspaceWithHistory();
    const writing = Promise.all(
      Array.from({ length: 40 }, () => runCommand(createKey, workspace.as(), input).then(done)),
    );
    for (let i = 0; i < 20; i++) expect(await report(workspace)).toMatchObject({ intact: true });
    await writing;
  });

  test("is kept in order by fifty writers at once", async () => {
    const workspace = await makeWorkspace(hub.db);
    await Promise.all(
      Array.from({ length: 50 }, () => runCommand(createKey, workspace.as(), input).then(done)),
    );
    expect(await report(workspace)).toMatchObject({ intact: true, events: 50 });
  });
});
