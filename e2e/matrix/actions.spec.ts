/** Every server action of the build, posted as a browser posts it: by every role, by strangers, with bad input. */
import { expect, test } from "@playwright/test";
import { ROLES, type Role } from "@/lib/domain/people/roles";
import { BAD_INPUTS, BAD_VALUES } from "@/lib/services/testing/bad-values";
import { hubUrl } from "../harness/run";
import { listActions } from "./action-list";
import { ACTION_SAMPLES } from "./action-samples";
import { ask, encoded, type Said, saidBy } from "./answers";
import { type Neighbourhood, openNeighbourhood } from "./stage";

test.describe.configure({ mode: "default", timeout: 120_000 });

const actions = listActions();
let stage: Neighbourhood;
test.beforeAll(async () => {
  stage = await openNeighbourhood();
  // Before any of them has given wrong passwords.
  for (const who of [...ROLES, "neighbour"] as const) await stage.signIn(who);
});
test.afterAll(() => stage?.close());

test("every server action has a sample here, and only those", () => {
  expect(Object.keys(ACTION_SAMPLES).sort()).toEqual(actions.map(({ name }) => name).sort());
});

/** In every field; what is large is tried once for the whole input. */
const SMALL_VALUES = BAD_VALUES.filter(({ value }) => encoded([value]).length < 12_000);

for (const action of actions) {
  const sample = ACTION_SAMPLES[action.name];
  if (!sample) continue;

  const postRaw = (body: string, cookie = "", type = "text/plain;charset=UTF-8") =>
    ask(
      hubUrl() + action.path,
      {
        method: "POST",
        headers: {
          "next-action": action.id,
          "content-type": type,
          accept: "text/x-component",
          origin: hubUrl(),
          cookie,
        },
        body,
      },
      Object.values(stage.managers),
    );
  const post = async (args: readonly unknown[], cookie?: string): Promise<Said & { status: number }> => {
    const answer = await postRaw(encoded(args), cookie);
    return { ...saidBy(answer), status: answer.status };
  };
  const expected = sample.open === "anybody" ? ["nothing"] : ["done", "refused", "invalid"];

  test.describe(`the action ${action.name}`, () => {
    test("does for an Owner and an Admin what its form asks", async () => {
      const owners = sample.open === "owners" || sample.open === "holder";
      const roles = owners ? (["owner"] as const) : (["owner", "admin"] as const);
      for (const who of roles) {
        const { kind } = await post(await sample.prepare(stage), await stage.signIn(who));
        // The hub of this run is set up, nobody was refused under the sample's id, and no session has its id.
        const never = ["setUpHub", "readDiagnostic", "endOneSession"].includes(action.name);
        const good = never ? "refused" : sample.open === "anybody" ? "nothing" : "done";
        expect(kind, who).toBe(good);
      }
    });

    const closed = "is closed to other roles and to strangers, and unknown to a neighbour";
    const outsiders = {
      admins: ["developer", "consumer", "viewer"],
      owners: ["admin", "developer", "consumer", "viewer"],
      members: [],
      holder: ["admin", "developer", "consumer", "viewer"],
      groups: Object.keys(sample.told ?? {}) as Role[],
    } as const;
    const whenClosed = sample.open in outsiders ? test : null;
    whenClosed?.(closed, async () => {
      const args = await sample.prepare(stage);
      const before = await stage.look("home");
      for (const who of outsiders[sample.open as keyof typeof outsiders]) {
        const closedTo = sample.open === "holder" ? (sample.refusedAs ?? "not-found") : "access-denied";
        const code = sample.told?.[who] ?? closedTo;
        expect(await post(args, await stage.signIn(who)), who).toMatchObject(
          code === "done" ? { kind: "done" } : { kind: "refused", code },
        );
      }
      expect(await post(args)).toMatchObject({ kind: "refused", code: "signed-out" });
      expect(await post(args, "keysmith.session=forged.by.somebody")).toMatchObject({ code: "signed-out" });
      const [fields] = args as [Record<string, unknown>?];
      if (fields && ("id" in fields || "userId" in fields))
        expect(await post(args, await stage.signIn("neighbour"))).toMatchObject({
          kind: "refused",
          code: "not-found",
        });
      expect(await stage.look("home")).toEqual(before);
    });

    test("answers bad input with a sentence, and changes nothing of a neighbour's", async () => {
      const before = await stage.look("away");
      // Wrong passwords use up an allowance: not that of the Owner, whom the other tests need.
      const who = sample.open === "members" ? "viewer" : "owner";
      const bad: unknown[][] = Object.values(BAD_INPUTS).map((input) => [input, "x"]);
      const [fields, ...rest] = await sample.prepare(stage);
      if (typeof fields === "object" && fields !== null) {
        for (const name of Object.keys(fields))
          for (const { value } of SMALL_VALUES) bad.push([{ ...fields, [name]: value }, ...rest]);
      }
      for (const { value } of BAD_VALUES) bad.push([value]);
      for (const { value } of SMALL_VALUES) bad.push([fields, value]);
      const wrong: string[] = [];
      await eachOf(bad, async (args) => {
        const { kind, status } = await post(args, await stage.signIn(who));
        // Too large or too deep for a form of ours: turned away at the door.
        const turnedAway = (status === 413 || status === 400) && encoded(args).length >= 2_000;
        if (!turnedAway && !expected.includes(kind)) wrong.push(`${kind} ${encoded(args).slice(0, 300)}`);
      });
      expect(wrong).toEqual([]);
      expect(await stage.look("away")).toEqual(before);
    });

    test("is never brought down by a body that no browser writes", async () => {
      const types = ["text/plain;charset=UTF-8", "application/json", "multipart/form-data; boundary=x"];
      for (const body of RAW_BODIES)
        for (const type of [...types, "application/x-www-form-urlencoded", ""])
          await postRaw(body, await stage.signIn("owner"), type);
    });
  });
}

test("an action that does not exist is not found, whoever asks", async () => {
  for (const id of ["", "x", "0".repeat(42), "\u00e9", "../../etc", "__proto__", "constructor"]) {
    const headers = { "next-action": id, "content-type": "text/plain;charset=UTF-8", origin: hubUrl() };
    for (const cookie of ["", await stage.signIn("owner")]) {
      const answer = await ask(hubUrl(), { method: "POST", headers: { ...headers, cookie }, body: "[]" });
      expect(answer.status, id).toBeLessThan(500);
    }
  }
});

test("a form of more than 1 MiB is told so, or its connection is closed while it is still being sent", async () => {
  const [{ id, path }] = actions as [(typeof actions)[0]];
  const headers = { "next-action": id, "content-type": "text/plain;charset=UTF-8", origin: hubUrl() };
  const body = JSON.stringify(["x".repeat(1_100_000)]);
  // A cut connection is a TypeError of `fetch`; what `ask` finds wrong with an answer is none.
  const answer = await ask(hubUrl() + path, { method: "POST", headers, body }).catch((error: unknown) => {
    if (error instanceof TypeError) return null;
    throw error;
  });
  expect([413, undefined]).toContain(answer?.status);
  expect((await ask(`${hubUrl()}/healthz`, {})).status).toBe(200);
});

test("an action posted from another site is turned away", async () => {
  for (const { id, path } of actions) {
    const headers = {
      "next-action": id,
      "content-type": "text/plain;charset=UTF-8",
      origin: "https://elsewhere.example",
      "x-forwarded-host": "elsewhere.example",
      cookie: await stage.signIn("owner"),
    };
    const answer = await ask(hubUrl() + path, { method: "POST", headers, body: "[]" });
    expect(answer.status).toBe(403);
  }
});

/** What React's decoder meets only from attackers: references to nothing, to itself, to prototypes; cut and deep bodies. */
const RAW_BODIES = [
  "",
  " ",
  "null",
  "{}",
  "[",
  '"x"',
  "[]]",
  '["$0"]',
  '["$1"]',
  '["$1:__proto__:x"]',
  '["$F1"]',
  '["$h1"]',
  '["$K1"]',
  '["$B1"]',
  '["$Q1"]',
  '["$W1"]',
  '["$i1"]',
  '["$@1"]',
  '["$T"]',
  '["$Sx"]',
  '["$nx"]',
  '["$Dx"]',
  '["$Infinity","$-0","$NaN"]',
  '["$R1","$r1","$X1","$x1"]',
  '[{"__proto__":{"then":"$F1"}}]',
  '[{"then":"$1:constructor:constructor"}]',
  "[".repeat(20_000),
  `${"[".repeat(5_000)}${"]".repeat(5_000)}`,
  "\u0000\u0001\u00ff",
  '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n["$K1"]\r\n--x--\r\n',
  '--x\r\nContent-Disposition: form-data; name="1_$ACTION_REF_1"\r\n\r\n\r\n--x--\r\n',
  '--x\r\nContent-Disposition: form-data; name="$ACTION_ID_000"\r\n\r\n\r\n--x--\r\n',
  "--x\r\nContent-Disposition: form-data",
];

/** A few at a time. */
async function eachOf<T>(all: readonly T[], run: (one: T) => Promise<void>): Promise<void> {
  const queue = [...all];
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await run(next);
    }),
  );
}
