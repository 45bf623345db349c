/**
 * Bad input, for every command and query that there is: said no to with a sentence, changing nothing, never a fault. In
 * parts, each with a database of its own: after every case all rows are looked at, and fewer of them gather.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createClient } from "@/db/client";
import type { Answer } from "@/lib/contracts/answer";
import type { Actor } from "@/lib/domain/people/actor";
import { ROLES } from "@/lib/domain/people/roles";
import { HUB_SCOPES } from "@/lib/domain/scopes";
import type { Context } from "../context";
import { SLOW_COMMAND_LIMIT_MS } from "../gate/in-time";
import { createRole } from "../roles/create";
import { runCommand } from "../run-command";
import { BAD_INPUTS, BAD_VALUES, type BadValue } from "./bad-values";
import { fingerprinter, type Prints } from "./fingerprints";
import {
  FOR_EVERY_ROLE,
  FOR_KEYS,
  FOR_MORE,
  FOR_NEWCOMERS,
  FOR_OUTPOSTS,
  FOR_OWNERS,
  FOR_PROGRAMS,
  isForSupport,
  OF_ONESELF,
  OF_OWN_GROUP,
  SUPPORT,
  SUPPORT_PERMISSIONS,
} from "./matrix-roles";
import type { Prepared, Sample, Stage } from "./sample";
import { SAMPLES } from "./samples";
import { contextOf, done, makeWorkspace, openTestHub, type TestWorkspace } from "./workspace";

vi.setConfig({ testTimeout: 120_000 });

/** The nouns of each part; the last one takes all others. */
const PARTS = {
  "access keys": ["access-key", "key"],
  programs: ["signing-key", "token", "outpost"],
  people: ["member", "invitation", "session", "profile", "personal-key", "role"],
  catalog: ["api", "policy-template", "organization", "group"],
  applications: ["application"],
  subscriptions: ["subscription"],
  "key sets": ["key-set"],
  notices: ["notice"],
  "demo data": ["demo"],
  "all others": null,
} satisfies Record<string, string[] | null>;

const nounOf = ({ card }: Sample) => card.name.split(".")[0]!;

function samplesOf(part: keyof typeof PARTS): Sample[] {
  const others = Object.values(PARTS).flatMap((nouns) => nouns ?? []);
  const nouns: readonly string[] | null = PARTS[part];
  return SAMPLES.filter((sample) =>
    nouns ? nouns.includes(nounOf(sample)) : !others.includes(nounOf(sample)),
  );
}

let hub: Awaited<ReturnType<typeof openTestHub>>;
let everything: ReturnType<typeof createClient>;
let stage: Stage;
let away: TestWorkspace;
let look: () => Promise<Prints>;
let before: Prints;
/** Far more than a long text or list needs, far less than a caller who would stall the hub. What does very much at once has longer. */
const longestMs = ({ card }: Sample, { kind }: Answer<unknown>) =>
  kind === "done" && "slow" in card && card.slow ? SLOW_COMMAND_LIMIT_MS : 5_000;
const largestAnswer = 16_000;

interface Case {
  input: unknown;
  ctx?: Context;
}

/** Runs one case and holds it to what is true of every case; gives the answer. */
async function hold(sample: Sample, one: Case): Promise<Answer<unknown>> {
  const answer = await judged(sample, one);
  const changesRows = answer.kind === "done" && sample.kind === "command";
  await lookAgain(one.ctx?.workspace, changesRows);
  return answer;
}

/** The same of cases that change nothing, each for itself or all of them together: one look at all rows is enough. */
async function holdUnchanged(sample: Sample, cases: readonly Case[]): Promise<Answer<unknown>[]> {
  const answers: Answer<unknown>[] = [];
  for (const one of cases) {
    const answer = await judged(sample, one);
    if (sample.kind === "command") expect(answer.kind).not.toBe("done");
    answers.push(answer);
  }
  await lookAgain(undefined, false);
  return answers;
}

async function judged(sample: Sample, { input, ctx = stage.home.as() }: Case): Promise<Answer<unknown>> {
  const startedAt = performance.now();
  const answer = await sample.run(ctx, input);
  expect(performance.now() - startedAt).toBeLessThan(longestMs(sample, answer));
  expect(answer.kind).not.toBe("failed");
  if (answer.kind !== "done") expect(JSON.stringify(answer).length).toBeLessThan(largestAnswer);
  for (const sentence of sentencesOf(answer)) expect(sentence).toMatch(/^[^\n]{5,300}$/);
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
  return answer;
}

/** Nothing has changed since the last look, or, where rows may, nothing of another workspace. */
async function lookAgain(workspace: string | undefined, changesRows: boolean): Promise<void> {
  const after = await look();
  if (!changesRows) expect(after.tables).toEqual(before.tables);
  if (workspace !== away.id) expect(after.away).toEqual(before.away);
  before = after;
}

function sentencesOf(answer: Answer<unknown>): string[] {
  if (answer.kind === "invalid") return Object.values(answer.fields);
  return answer.kind === "refused" ? [answer.message] : [];
}

async function prepare(sample: Sample): Promise<Prepared> {
  const prepared = await sample.prepare(stage);
  before = await look();
  return prepared;
}

const key = (scopes: string[]): Actor => ({
  kind: "key",
  id: stage.home.id,
  publicId: "p",
  name: "K",
  scopes,
});

/** The tests of one part. */
export function matrixOf(part: keyof typeof PARTS): void {
  const samples = samplesOf(part);
  beforeAll(async () => {
    hub = await openTestHub();
    everything = createClient(hub.ownerUrl, { max: 1 });
    stage = { db: hub.db, home: await makeWorkspace(hub.db, ["orders:write"]) };
    away = await makeWorkspace(hub.db, ["orders:write"]);
    const support = { name: SUPPORT.name, permissions: SUPPORT_PERMISSIONS };
    done(await runCommand(createRole, stage.home.as(), support));
    for (const sample of samples)
      if (sample.card.name !== "hub.set-up") await sample.prepare({ db: hub.db, home: away });
    look = await fingerprinter(everything, away.id);
  });
  afterAll(async () => {
    await everything.end();
    await hub.close();
  });

  describe.each(samples.map((sample) => [sample.card.name, sample] as const))("%s", (name, sample) => {
    const fields = Object.keys((sample.card.input as unknown as { shape: object }).shape);
    beforeEach(async () => {
      before = await look();
    });

    test("takes its sample", async () => {
      const { input, ctx = stage.home.as() } = await prepare(sample);
      expect(await sample.run(ctx, input)).toMatchObject({ kind: "done" });
    });

    test("is closed to whoever may not", async () => {
      const closed: Actor[] = [key([]), key(["orders:write"])];
      for (const role of ROLES) {
        const mayMost = role === "owner" || (role === "admin" && !FOR_OWNERS.includes(name));
        const admitted = mayMost && !FOR_NEWCOMERS.includes(name) && !FOR_PROGRAMS.includes(name);
        const admittedToo = FOR_EVERY_ROLE.includes(name) || FOR_MORE[name]?.includes(role);
        if (!admitted && !admittedToo) closed.push(await stage.home.member(role));
      }
      if (!isForSupport(name)) closed.push(await stage.home.member(SUPPORT));
      if (!FOR_NEWCOMERS.includes(name)) closed.push({ kind: "newcomer", email: "new@example.com" });
      if (!FOR_OUTPOSTS.includes(name)) closed.push({ kind: "outpost", id: stage.home.id, name: "Orders" });
      if (!FOR_KEYS.test(name)) closed.push(key(Object.keys(HUB_SCOPES)));
      const { input, ctx } = await prepare(sample);
      const workspace = ctx?.workspace ?? stage.home.id;
      const asked = closed.map((actor) => ({ input, ctx: contextOf(workspace, actor, new Date()) }));
      for (const [i, answer] of (await holdUnchanged(sample, asked)).entries()) {
        const code = closed[i]!.kind === "key" ? "scope-missing" : "access-denied";
        expect(answer, JSON.stringify(closed[i])).toMatchObject({ kind: "refused", code });
      }
    });

    test("is open to whoever may, and to nobody's surprise", async () => {
      const most = FOR_OWNERS.includes(name) ? (["owner"] as const) : (["owner", "admin"] as const);
      const roles = FOR_EVERY_ROLE.includes(name) ? ROLES : [...most, ...(FOR_MORE[name] ?? [])];
      const open: Actor[] = [];
      const forPeople = !FOR_NEWCOMERS.includes(name) && !FOR_PROGRAMS.includes(name);
      if (forPeople) for (const role of roles) open.push(await stage.home.member(role));
      if (isForSupport(name)) open.push(await stage.home.member(SUPPORT));
      if (FOR_KEYS.test(name)) open.push(key(Object.keys(HUB_SCOPES)));
      open.push({ kind: "host", name: "host command" });
      for (const actor of open) {
        const { input, ctx } = await prepare(sample);
        const as = contextOf(ctx?.workspace ?? stage.home.id, actor, new Date());
        const answer = await hold(sample, { input, ctx: as });
        // A session belongs to who opened it, and only a person can be named as who invited.
        const outOfReach =
          OF_OWN_GROUP.includes(name) && actor.kind === "user" && /developer|consumer/.test(actor.role.slug);
        // The sample moves the application to another group, which decides who reaches it: no program does that.
        const forPeopleAlone = name === "application.edit" && actor.kind === "key";
        const may = OF_ONESELF.includes(name) || actor.kind === "host" || outOfReach || forPeopleAlone;
        const own = may ? ["done", "refused"] : ["done"];
        expect(own, `${JSON.stringify(actor)} ${JSON.stringify(answer)}`).toContain(answer.kind);
      }
    });

    // A hub that is set up makes its workspace: there is no other one yet. A password is the person's, in every workspace.
    const aboutOneWorkspace = name !== "hub.set-up" && name !== "profile.change-password";
    if (aboutOneWorkspace)
      test("knows nothing of another workspace's things", async () => {
        const { input, ctx } = await prepare({
          ...sample,
          prepare: () => sample.prepare({ ...stage, home: away }),
        });
        const names = fields.some((field) => /^(id|userId|token)$/.test(field));
        const actor = ctx?.actor ?? stage.home.owner;
        const answer = await hold(sample, { input, ctx: contextOf(stage.home.id, actor, new Date()) });
        if (!names) return;
        const code = name === "invitation.accept" ? "invitation-over" : "not-found";
        if (name === "key.history") expect(answer).toMatchObject({ kind: "done", value: [] });
        else expect(answer).toMatchObject({ kind: "refused", code });
      });

    test("with something else than its fields", async () => {
      let { ctx } = await prepare(sample);
      for (const [what, input] of Object.entries(BAD_INPUTS)) {
        const answer = await hold(sample, { input, ctx });
        const takesNothing = sample.card.input.safeParse({}).success && what === "an empty object";
        if (sample.kind === "command" && !takesNothing) expect(answer.kind, what).toBe("invalid");
        if (answer.kind === "done") ({ ctx } = await prepare(sample));
      }
    });

    if (fields.length === 0) return;
    test.each(fields)("with a bad %s", async (field) => {
      let good = await prepare(sample);
      const withField = (value: unknown) => ({ ...good, input: { ...good.input, [field]: value } });
      const isRead = ({ value }: BadValue) => sample.card.input.safeParse(withField(value).input).success;
      const unread = BAD_VALUES.filter((bad) => !isRead(bad));
      const refused = await holdUnchanged(
        sample,
        unread.map(({ value }) => withField(value)),
      );
      for (const [i, { name: what }] of unread.entries())
        if (sample.kind === "command") expect(refused[i]!.kind, what).toBe("invalid");
        else expect(refused[i]!.kind, what).not.toBe("done");
      for (const { name: what, value, never } of BAD_VALUES.filter(isRead)) {
        const answer = await hold(sample, withField(value));
        // Of the same kind as the good one: it may well be good, too.
        const alike = /boolean|number/.test(typeof value) && typeof value === typeof good.input[field];
        if (never && !alike && sample.kind === "command") expect(answer.kind, what).toBe("invalid");
        if (answer.kind === "done" && sample.kind === "command") good = await prepare(sample);
      }
      const { [field]: _, ...without } = good.input;
      await hold(sample, { ...good, input: without });
    });

    test("with a field too many", async () => {
      const { input, ctx } = await prepare(sample);
      const names = ["workspaceId", "workspace_id", "role", "createdBy", "kind", "constructor", "deletedAt"];
      const extras = names.filter((extra) => !fields.includes(extra));
      const cases = extras.map((extra) => ({ input: { ...input, [extra]: away.id }, ctx }));
      for (const [i, answer] of (await holdUnchanged(sample, cases)).entries())
        if (sample.kind === "command") expect(answer.kind, extras[i]).toBe("invalid");
    });
  });
}
