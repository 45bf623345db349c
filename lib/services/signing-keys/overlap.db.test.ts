/** A rotation with overlap from its first step to its last, at times of our choosing, on a real database. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "@/lib/contracts/answer";
import { publicKey, signatureFits } from "@/lib/crypto/rs256";
import { canaryAudience } from "@/lib/domain/tokens/canary";
import { readToken } from "@/lib/domain/tokens/read-token";
import { createKey } from "../access-keys/create";
import { disableKey } from "../access-keys/disable";
import { enableKey } from "../access-keys/enable";
import { enrolOutpost } from "../outposts/enrol";
import { headsNow } from "../outposts/live";
import { removeOutpost } from "../outposts/remove";
import { reportOfOutpost } from "../outposts/report";
import { resetOutpost } from "../outposts/reset";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { outpostReceipt } from "../testing/outpost-receipt";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { loadIssuer, publishedAt } from "../tokens/issuer";
import { generateSigningKey } from "./generate";
import { listSigningKeysOf } from "./list";
import { prepareNextSigningKey } from "./prepare-next";
import { promoteNextSigningKey } from "./promote";
import { retireSigningKey } from "./retire";
import { rollBackSigningKey } from "./roll-back";
import { rotateSigningKey } from "./rotate";
import { getSigningKeyRotation } from "./rotation";
import { whereToWipe, wipeRetiredSigningKeys } from "./wipe";
import { withdrawNextSigningKey } from "./withdraw-next";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());
beforeEach(async () => {
  home = await makeWorkspace(hub.db);
});

const began = new Date();
const minutes = (count: number) => new Date(began.getTime() + count * 60_000);
const bits = { bits: 2048 as const };
const states = async (at = began) => {
  const keys = done(await runQuery(listSigningKeysOf, home.as(undefined, at), {}));
  return Object.fromEntries(keys.map(({ id, state }) => [id, state]));
};
const rotation = async (at = began) =>
  done(await runQuery(getSigningKeyRotation, home.as(undefined, at), {}));
const code = <T>(answer: Answer<T>) => (answer.kind === "refused" ? answer.code : answer.kind);
const rowOf = async (id: string) => (await hub.sql`select * from signing_keys where id = ${id}`)[0]!;
const eventsOf = async (id: string) => {
  const rows = await hub.sql`select type, at, actor_label, via, ip, before, after from events
    where workspace_id = ${home.id} and subject_id = ${id} order by seq`;
  return rows.map(({ type, at, actor_label, via, ip, before, after }) => ({
    type: String(type),
    at,
    actor_label,
    via,
    ip,
    before,
    after,
  }));
};

/** Whoever came upon it: the clock's doing, at its own time. */
const retiredByClock = (at: Date) => ({
  type: "signing-key.retired",
  at,
  actor_label: "Housekeeping",
  via: "job",
  ip: null,
});

/** An access key with 17 tokens of a signing key that end within one minute. */
async function withTokens(signing: { id: string }) {
  const asked = {
    name: "Holder",
    expiration: "never",
    environment: "production",
    scopes: ["tokens:exchange"],
  };
  const key = done(await runCommand(createKey, home.as(), asked));
  const endsMinute = new Date(Math.floor(minutes(55).getTime() / 60_000) * 60_000);
  await hub.sql`insert into token_ledger (workspace_id, signing_key_id, key_id, version_id, ends_minute, tokens)
    select workspace_id, ${signing.id}, key_id, id, ${endsMinute.toISOString()}, 17 from key_versions where key_id = ${key.id}`;
  return { key, endsMinute };
}

/** A key that signs, and the next one beside it. */
async function prepared() {
  const old = done(await runCommand(generateSigningKey, home.as(), bits));
  const next = done(await runCommand(prepareNextSigningKey, home.as(), bits));
  return { old, next };
}

/** The same after the next one has taken over, at `began`. */
async function promoted() {
  const keys = await prepared();
  done(await runCommand(promoteNextSigningKey, home.as(undefined, began), { id: keys.next.id }));
  return keys;
}

async function outpost(name = `O ${randomUUID().slice(0, 6)}`) {
  const { id } = done(await runCommand(enrolOutpost, home.as(), { name }));
  const actor = { kind: "outpost" as const, id, name };
  const tell = async (
    canary: { kid: string; verified: boolean; error: string | null } | null,
    generation = 1,
  ) =>
    done(
      await runCommand(
        reportOfOutpost,
        home.as(actor),
        outpostReceipt({
          generation,
          revision: 1_000_000,
          kids: canary ? [canary.kid] : [],
          clock_skew_ms: -7_000,
          canary,
          usage: { batch: Math.floor(Math.random() * 1e9), rows: [], callers: [] },
        }),
      ),
    );
  return {
    id,
    name,
    tell,
    head: async () => (await headsNow(home.id, new Set([id]), new Date())).get(id)!,
  };
}

describe("the next key", () => {
  it("is published beside the one that signs, and signs nothing", async () => {
    const { old, next } = await prepared();
    expect(await states()).toEqual({ [old.id]: "active", [next.id]: "next" });
    const issuer = (await loadIssuer({ id: home.id }))!;
    expect(issuer.key!.kid).toBe(old.kid);
    expect(publishedAt(issuer, began).map(({ kid }) => kid)).toEqual([old.kid, next.kid]);
    expect(code(await runCommand(prepareNextSigningKey, home.as(), bits))).toBe("signing-key-has-next");
    expect(code(await runCommand(generateSigningKey, home.as(), bits))).toBe("signing-key-exists");
  });

  it("needs one that signs", async () => {
    expect(code(await runCommand(prepareNextSigningKey, home.as(), bits))).toBe("signing-key-missing");
  });

  it("signs a canary for each Outpost that is no access token and is meant for that one alone", async () => {
    const { old, next } = await prepared();
    const [one, other] = [await outpost(), await outpost()];
    const head = await one.head();
    expect(head.signing_keys.map(({ kid, state }) => [kid, state])).toEqual([
      [old.kid, "active"],
      [next.kid, "next"],
    ]);
    const { kid, token } = head.canary!;
    expect(kid).toBe(next.kid);
    expect(readToken(token)).toEqual({ ok: false, fault: "wrong_type" });
    const read = readToken(token, "keysmith-canary+jwt");
    if (!read.ok) throw new Error(read.fault);
    const { public_pem: pem } = await rowOf(next.id);
    expect(signatureFits(publicKey(pem), read.token)).toBe(true);
    const { claims } = read.token;
    expect(claims).toMatchObject({ aud: canaryAudience(one.id), sub: one.id, client_id: one.id });
    expect(claims).not.toHaveProperty("scope");
    expect(claims.exp - claims.iat).toBe(15 * 60);
    expect((await other.head()).canary!.token).not.toBe(token);
  });

  it("hands an Outpost the same canary for half its life, and another one after a reset", async () => {
    await prepared();
    const edge = await outpost();
    const tokenAt = async (at: Date) =>
      (await headsNow(home.id, new Set([edge.id]), at)).get(edge.id)!.canary!.token;
    const first = await tokenAt(minutes(0));
    expect(await tokenAt(minutes(7))).toBe(first);
    const second = await tokenAt(minutes(8));
    expect(second).not.toBe(first);
    done(await runCommand(resetOutpost, home.as(), { id: edge.id }));
    expect(await tokenAt(minutes(8))).not.toBe(second);
  });

  it("can be withdrawn, and its private half goes with it", async () => {
    const { old, next } = await prepared();
    const edge = await outpost();
    done(await runCommand(withdrawNextSigningKey, home.as(), { id: next.id }));
    expect(await states()).toEqual({ [old.id]: "active", [next.id]: "retired" });
    expect(await rowOf(next.id)).toMatchObject({ sealed_private: null, activated_at: null });
    expect(await edge.head()).toMatchObject({ canary: null, signing_keys: [{ kid: old.kid }] });
    const again = await runCommand(withdrawNextSigningKey, home.as(), { id: next.id });
    expect(code(again)).toBe("signing-key-no-next");
    expect((await eventsOf(next.id)).map(({ type }) => type)).toEqual([
      "signing-key.prepared",
      "signing-key.withdrawn",
    ]);
  });
});

describe("signing with the next key", () => {
  it("tells those who may not see Outposts how they stand, and nothing that tells them apart", async () => {
    const { next } = await prepared();
    const slow = await outpost("Vault of the treasury");
    await slow.tell({ kid: next.kid, verified: false, error: "not_yet" });
    const ask = async (...scopes: string[]) => {
      const actor = { kind: "key", id: home.id, publicId: "k", name: "Terraform", scopes } as const;
      const { outposts } = done(await runQuery(getSigningKeyRotation, home.as(actor), {}));
      return outposts;
    };
    expect(await ask("signing-keys:read", "outposts:read")).toMatchObject([
      { name: slow.name, version: "0.1.0", kids: [next.kid], clockSkewMs: -7_000 },
    ]);
    const standing = { id: slow.id, standing: "refused", error: "not_yet" };
    expect(await ask("signing-keys:read")).toMatchObject([
      { ...standing, name: null, version: null, kids: null, clockSkewMs: null },
    ]);
  });

  it("waits until every Outpost that is alive has proven it, and names who lags", async () => {
    const { old, next } = await prepared();
    const [good, slow] = [await outpost("good"), await outpost("slow")];
    await good.tell({ kid: next.kid, verified: true, error: null });
    await slow.tell(null);
    const promote = () => runCommand(promoteNextSigningKey, home.as(), { id: next.id });
    expect(code(await promote())).toBe("outposts-unproven");
    await slow.tell({ kid: next.kid, verified: false, error: "not_yet" });
    expect(await rotation(new Date())).toMatchObject({
      refusal: "outposts-unproven",
      outposts: [
        { name: "good", standing: "proven", error: null },
        {
          name: "slow",
          standing: "refused",
          error: "not_yet",
          version: "0.1.0",
          kids: [next.kid],
          clockSkewMs: -7_000,
        },
      ],
    });
    expect(code(await promote())).toBe("outposts-unproven");
    await slow.tell({ kid: next.kid, verified: true, error: null });
    expect((await rotation(new Date())).refusal).toBeNull();
    // An Outpost that has started anew has nothing to prove, and keeps what it proved.
    await slow.tell(null);
    expect(code(await promote())).toBe("done");
    expect(await states()).toEqual({ [old.id]: "draining", [next.id]: "active" });
  });

  it("goes on without an Outpost that nobody hears of only where somebody names it; the log keeps the name", async () => {
    const { next } = await prepared();
    const [gone, other] = [await outpost("gone"), await outpost("other")];
    const promote = (without: string[]) =>
      runCommand(promoteNextSigningKey, home.as(), { id: next.id, without });
    expect(code(await promote([]))).toBe("outposts-unknown");
    expect(code(await promote([gone.id]))).toBe("outposts-unknown");
    done(await runCommand(removeOutpost, home.as(), { id: other.id }));
    done(await promote([gone.id]));
    const [, event] = await eventsOf(next.id);
    expect(event).toMatchObject({ type: "signing-key.promoted", after: { without: ["gone"] } });
  });

  it("asks for the proof anew after a reset, and takes no proof from before it", async () => {
    const { next } = await prepared();
    const edge = await outpost();
    const proof = { kid: next.kid, verified: true, error: null };
    await edge.tell(proof);
    done(await runCommand(resetOutpost, home.as(), { id: edge.id }));
    await edge.tell(proof, 1);
    expect(await rotation(new Date())).toMatchObject({ outposts: [{ standing: "waiting" }] });
    await edge.tell(proof, 2);
    expect(await rotation(new Date())).toMatchObject({ outposts: [{ standing: "proven" }], refusal: null });
  });

  it("is asked for by the key's own id, and a foreign one does not exist", async () => {
    const { old, next } = await prepared();
    const foreign = await makeWorkspace(hub.db);
    const promote = (ctx = home.as(), id = next.id) => runCommand(promoteNextSigningKey, ctx, { id });
    expect(code(await promote(foreign.as()))).toBe("not-found");
    expect(code(await promote(home.as(), randomUUID()))).toBe("not-found");
    expect(code(await promote(home.as(), old.id))).toBe("signing-key-no-next");
    expect(code(await promote())).toBe("done");
  });
});

describe("the key before", () => {
  it("drains: its tokens are good to their end and a margin for clocks, and then it has retired, job or none", async () => {
    const { old, next } = await promoted();
    const { draining } = await rotation();
    expect(draining).toMatchObject({ id: old.id, replacedAt: began, tokens: 0 });
    // Fifteen minutes for the last token, a second for the last gate, five minutes for clocks.
    expect(draining!.retiresAt).toEqual(new Date(minutes(20).getTime() + 1_000));
    expect(draining!.lastEndsAt).toEqual(new Date(minutes(15).getTime() + 1_000));
    const issuer = (await loadIssuer({ id: home.id }))!;
    const kids = (at: Date) => publishedAt(issuer, at).map(({ kid }) => kid);
    expect(kids(minutes(20))).toEqual([next.kid, old.kid]);
    expect(kids(minutes(21))).toEqual([next.kid]);
    expect(await states(minutes(20))).toEqual({ [old.id]: "draining", [next.id]: "active" });
    expect(await states(minutes(21))).toEqual({ [old.id]: "retired", [next.id]: "active" });
    expect((await rotation(minutes(21))).draining).toBeNull();
    const edge = await outpost();
    expect((await edge.head()).signing_keys.map(({ kid, state, ends_at }) => [kid, state, ends_at])).toEqual([
      [next.kid, "active", null],
      [old.kid, "retired", draining!.retiresAt.toISOString()],
    ]);
  });

  it("waits for the last token that is counted, also one of a longer lifetime, and tells how many live", async () => {
    const { old, next } = await prepared();
    const { endsMinute } = await withTokens(old);
    expect((await rotation()).active).toMatchObject({ id: old.id, tokens: 17 });
    done(await runCommand(promoteNextSigningKey, home.as(undefined, began), { id: next.id }));
    const { active, draining } = await rotation();
    expect(active).toMatchObject({ id: next.id, tokens: 0 });
    expect(draining).toMatchObject({
      tokens: 17,
      lastEndsAt: new Date(endsMinute.getTime() + 60_000),
      retiresAt: new Date(endsMinute.getTime() + 6 * 60_000),
    });
  });

  it("waits for the tokens of a disabled key too, though it counts none of them: enabled, it has them back", async () => {
    const { old, next } = await prepared();
    const { key, endsMinute } = await withTokens(old);
    done(await runCommand(disableKey, home.as(), { id: key.id }));
    done(await runCommand(promoteNextSigningKey, home.as(undefined, began), { id: next.id }));
    const retiresAt = new Date(endsMinute.getTime() + 6 * 60_000);
    expect((await rotation()).draining).toMatchObject({ tokens: 0, retiresAt });
    done(await runCommand(enableKey, home.as(), { id: key.id }));
    expect((await rotation()).draining).toMatchObject({ tokens: 17, retiresAt });
  });

  it("keeps its private half until it has retired; then the sweep wipes it and tells of it, once", async () => {
    const { old } = await promoted();
    const wipe = async (at: Date) =>
      done(await runCommand(wipeRetiredSigningKeys, home.as({ kind: "host", name: "housekeeping" }, at), {}));
    expect((await rowOf(old.id)).sealed_private).not.toBeNull();
    expect(await whereToWipe(minutes(20))).not.toContain(home.id);
    expect(await wipe(minutes(20))).toEqual({ wiped: 0 });
    expect(await whereToWipe(minutes(21))).toContain(home.id);
    expect(await wipe(minutes(21))).toEqual({ wiped: 1 });
    expect(await wipe(minutes(22))).toEqual({ wiped: 0 });
    const { sealed_private, retired_at, retires_at } = await rowOf(old.id);
    expect([sealed_private, retired_at]).toEqual([null, retires_at]);
    expect((await eventsOf(old.id)).at(-1)).toMatchObject(retiredByClock(retired_at));
  });

  it("signs again after a roll back, and what the other signed meanwhile drains", async () => {
    const { old, next } = await promoted();
    const at = minutes(3);
    const back = (id: string, now = at) => runCommand(rollBackSigningKey, home.as(undefined, now), { id });
    expect(code(await back(next.id))).toBe("signing-key-not-draining");
    done(await back(old.id));
    expect(await states(at)).toEqual({ [old.id]: "active", [next.id]: "draining" });
    const issuer = (await loadIssuer({ id: home.id }))!;
    expect(issuer.key!.kid).toBe(old.kid);
    expect(publishedAt(issuer, at).map(({ kid }) => kid)).toEqual([old.kid, next.kid]);
    expect((await rotation(at)).draining!.retiresAt).toEqual(new Date(minutes(23).getTime() + 1_000));
    expect(await states(minutes(24))).toEqual({ [old.id]: "active", [next.id]: "retired" });
    expect((await eventsOf(old.id)).at(-1)).toMatchObject({ type: "signing-key.rolled-back" });
  });

  it("cannot be gone back to once it has retired by the clock, even where nobody has wiped it", async () => {
    const { old } = await promoted();
    const back = await runCommand(rollBackSigningKey, home.as(undefined, minutes(21)), { id: old.id });
    expect(code(back)).toBe("signing-key-not-draining");
  });

  it("makes way for another rotation when its time is over, though nobody has wiped it", async () => {
    const { old, next } = await promoted();
    const ctx = (at: number) => home.as(undefined, minutes(at));
    expect(code(await runCommand(prepareNextSigningKey, ctx(20), bits))).toBe("signing-key-draining");
    const third = done(await runCommand(prepareNextSigningKey, ctx(21), bits));
    expect((await rowOf(old.id)).sealed_private).toBeNull();
    done(await runCommand(promoteNextSigningKey, ctx(22), { id: third.id }));
    expect(await states(minutes(22))).toEqual({
      [old.id]: "retired",
      [next.id]: "draining",
      [third.id]: "active",
    });
    const retired = (await eventsOf(old.id)).filter(({ type }) => type === "signing-key.retired");
    expect(retired).toMatchObject([retiredByClock((await rowOf(old.id)).retires_at)]);
    expect((await eventsOf(third.id))[0]).toMatchObject({ actor_label: home.owner.name, via: "console" });
  });

  it("can be retired at once, with a receipt of who refuses its tokens", async () => {
    const { old, next } = await promoted();
    const answer = await runCommand(retireSigningKey, home.as(undefined, minutes(1)), { id: old.id });
    expect(answer).toMatchObject({ kind: "done", receipt: { silent: [] } });
    expect(await states(minutes(1))).toEqual({ [old.id]: "retired", [next.id]: "active" });
    expect((await rowOf(old.id)).sealed_private).toBeNull();
  });
});

describe("replaced at once", () => {
  it.each(["a next key", "one that drains"])(
    "in the middle of an overlap, %s dies with the one that signs",
    async (what) => {
      const { old, next } = what === "a next key" ? await prepared() : await promoted();
      const only = done(await runCommand(rotateSigningKey, home.as(), bits));
      expect(await states()).toEqual({ [old.id]: "retired", [next.id]: "retired", [only.id]: "active" });
      const [sealed] = await hub.sql`select count(sealed_private)::int as count from signing_keys
      where workspace_id = ${home.id}`;
      expect(sealed).toEqual({ count: 1 });
      const [event] = await eventsOf(only.id);
      expect(event!.before).toMatchObject({ others: [what === "a next key" ? next.kid : old.kid] });
    },
  );
});

it("the log tells of the key that signed before only where another signs from then on", async () => {
  const { old, next } = await prepared();
  const told = async (id: string) =>
    (await eventsOf(id)).map(({ type, before }) => [type.replace("signing-key.", ""), before?.kid ?? null]);
  done(await runCommand(withdrawNextSigningKey, home.as(), { id: next.id }));
  expect(await told(next.id)).toEqual([
    ["prepared", null],
    ["withdrawn", null],
  ]);
  const other = done(await runCommand(prepareNextSigningKey, home.as(), bits));
  done(await runCommand(promoteNextSigningKey, home.as(), { id: other.id }));
  done(await runCommand(rollBackSigningKey, home.as(), { id: old.id }));
  done(await runCommand(retireSigningKey, home.as(), { id: other.id }));
  expect(await told(old.id)).toEqual([
    ["generated", null],
    ["rolled-back", other.kid],
  ]);
  expect(await told(other.id)).toEqual([
    ["prepared", null],
    ["promoted", old.kid],
    ["retired", null],
  ]);
});

it("the database itself keeps one key in each state", async () => {
  const { old, next } = await promoted();
  const copy = (id: string, kid: string) => hub.sql`insert into signing_keys
    select ${randomUUID()}, workspace_id, ${kid}, bits, public_pem, sealed_private, created_by_label,
      activated_at, retired_at, created_at, replaced_at, retires_at from signing_keys where id = ${id}`;
  await expect(copy(next.id, "a")).rejects.toThrow("signing_keys_one_active");
  await expect(copy(old.id, "b")).rejects.toThrow("signing_keys_one_draining");
  const third = hub.sql`update signing_keys set activated_at = null where id = ${old.id}`;
  await expect(third).rejects.toThrow("signing_keys_replaced_once_active");
});

it("six who sign with the next key at once: one does, and the others are told so", async () => {
  const { old, next } = await prepared();
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => runCommand(promoteNextSigningKey, home.as(), { id: next.id })),
  );
  const codes = answers.map(code).sort();
  expect(codes).toEqual(["done", ...Array(5).fill("signing-key-no-next")]);
  expect(await states()).toEqual({ [old.id]: "draining", [next.id]: "active" });
});
