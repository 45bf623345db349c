import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Head, readHead, readVersion } from "../sync/wire";
import {
  headOf,
  newKey,
  newSigner,
  OUTPOST_ID,
  type TestKey,
  versionOf,
  WORKSPACE_ID,
} from "../testing/workspace";
import { Judge } from "./judge";
import { Records } from "./records";
import { Synced } from "./synced";

const beginsMs = Date.parse("2026-06-01T12:00:00Z");
const secondsLater = (seconds: number) => new Date(beginsMs + seconds * 1_000);
const signers = [await newSigner(), await newSigner()] as const;
const scopes = ["orders:read", "orders:write"];
const keys = [newKey({ scopes }), newKey({ scopes })] as const;
const tokens = await Promise.all(
  keys.flatMap((key, of) =>
    signers.map((signer, by) => signer.token(key, secondsLater(of * 400), { jti: `${of} ${by}` })),
  ),
);
const jtis = ["0 0", "0 1", "1 0", "1 1"];

/** An end is mostly near: so many milliseconds from when it is told. */
const soon = fc.integer({ min: -1_000, max: 20_000 });
/** What may become of a key, from now on. */
const ofKey = fc.oneof(
  fc.constant({}),
  fc.constant({ held: true }),
  fc.constant({ scopes: ["orders:read"] }),
  fc.constant({ name: "Renamed" }),
  fc.constant({ revokedAt: secondsLater(0) }),
  fc.constant({ environment: "staging" }),
  fc.constant(null),
  soon.map((endsInMs) => ({ endsInMs })),
);
/** What may become of everything else. */
const ofHead = fc.record({
  environment: fc.constantFrom(null, "production", "staging"),
  audience: fc.constantFrom("orders", "orders", "billing"),
  slug: fc.constantFrom("acme", "renamed"),
  longest: fc.constantFrom(900, 3_600),
  revoked: fc.subarray(jtis),
  /** Of each signing key: there for good, gone, or there for so many milliseconds more. */
  signers: fc.tuple(
    ...signers.map(() => fc.oneof(fc.constant("for good" as const), fc.constant("gone" as const), soon)),
  ),
});
type OfHead = Parameters<Parameters<typeof ofHead.map>[0]>[0];

/** The hub's clock counts where ours is behind. */
const hubAhead = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(30_000) });
const step = fc.oneof(
  { weight: 1, arbitrary: fc.record({ key: fc.nat(1), becomes: ofKey }) },
  { weight: 1, arbitrary: fc.record({ head: ofHead }) },
  { weight: 1, arbitrary: fc.record({ anew: ofHead }) },
  // Clocks mostly go on, and are set back, too; here and there to where tokens end or begin.
  { weight: 6, arbitrary: fc.record({ afterMs: fc.integer({ min: -2_000, max: 4_000 }), hubAhead }) },
  {
    weight: 1,
    arbitrary: fc.record({ at: fc.constantFrom(-60, -6, 0, 390, 500, 895, 1_295, 1_600), hubAhead }),
  },
  {
    weight: 24,
    arbitrary: fc.record({ token: fc.nat(tokens.length - 1), asked: fc.constantFrom([], scopes) }),
  },
);

function headAt(
  revision: number,
  now: Date,
  { environment, audience, slug, longest, revoked, signers: by }: OfHead,
): Head {
  const published = signers.flatMap((signer, i) => {
    const end = by[i]!;
    if (end === "gone") return [];
    return end === "for good"
      ? [signer.published()]
      : [signer.published("retired", later(now, end).toISOString())];
  });
  const head = headOf(
    { generation: 1, revision },
    {
      outpost: { id: OUTPOST_ID, name: "edge", environment },
      workspace: { id: WORKSPACE_ID, slug },
      signing_keys: published,
      audience,
      longest_token_seconds: longest,
      revoked_tokens: revoked.map((jti) => ({ jti, until: secondsLater(4_000).toISOString() })),
    },
  );
  return readHead(JSON.parse(JSON.stringify(head)));
}

const later = (than: Date, ms: number) => new Date(than.getTime() + ms);
const clockAt = (now: Date, hubAhead: number) => ({ now, latest: later(now, hubAhead) });
const changed = (becomes: object, now: Date) =>
  "endsInMs" in becomes ? { expiresAt: later(now, Number(becomes.endsInMs)) } : becomes;
const asSynced = (key: TestKey) => readVersion(JSON.parse(JSON.stringify(versionOf(key))));
/** As after a reset: fetched as a whole. */
function anew(head: Head): Synced {
  const records = new Records();
  for (const key of keys) records.add(asSynced(key));
  return new Synced(head, records);
}
const atFirst: OfHead = {
  ...{ environment: null, audience: "orders", slug: "acme", longest: 900, revoked: [] },
  signers: ["for good", "for good"],
};

test("who remembers says at every moment what is said by who remembers nothing", () => {
  let good = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 60, maxLength: 160 }), (steps) => {
      let synced = anew(headAt(1, secondsLater(0), atFirst));
      const judge = new Judge();
      let clock = clockAt(secondsLater(500), 0);
      let revision = 1;
      for (const taken of steps) {
        if ("at" in taken) clock = clockAt(secondsLater(taken.at), taken.hubAhead);
        else if ("afterMs" in taken) clock = clockAt(later(clock.now, taken.afterMs), taken.hubAhead);
        else if ("anew" in taken) {
          revision += 1;
          synced = anew(headAt(revision, clock.now, taken.anew));
        } else if ("token" in taken) {
          const text = tokens[taken.token]!;
          const [said, expected] = [judge, new Judge()].map((one) => {
            const judgement = one.judge(synced, text, taken.asked, clock);
            if (!judgement.ok) return [judgement.refusal, judgement.cause, judgement.missing];
            if (one === judge) good += 1;
            return judgement.passport.headers;
          });
          expect(said).toEqual(expected);
        } else {
          revision += 1;
          const key = "key" in taken ? keys[taken.key]! : null;
          const becomes = "key" in taken ? taken.becomes : null;
          const versions =
            key && becomes
              ? [asSynced({ ...key, record: { ...key.record, ...changed(becomes, clock.now) } })]
              : [];
          synced.apply({
            revision,
            keys: key ? [{ keyId: key.record.keyId, versions }] : [],
            head: "head" in taken ? headAt(revision, clock.now, taken.head) : null,
          });
        }
      }
    }),
    { numRuns: 150 },
  );
  expect(good).toBeGreaterThan(1_000);
});

describe("what was good three times a moment ago is refused", () => {
  const [key] = keys;
  const [token] = tokens;
  const at = secondsLater(600);
  const endsAt = later(at, 5_000);

  function saidAt(instants: readonly Date[], record: object, signingKey: object): string[] {
    const records = new Records();
    records.add(asSynced({ ...key, record: { ...key.record, ...record } }));
    const head = headOf({ generation: 1, revision: 1 }, { signing_keys: [signingKey] });
    const synced = new Synced(readHead(JSON.parse(JSON.stringify(head))), records);
    const judge = new Judge();
    return instants.map((instant) => {
      const judgement = judge.judge(synced, token!, [], clockAt(instant, 0));
      return judgement.ok ? "good" : String(judgement.cause);
    });
  }

  test.each([
    ["expires", { expiresAt: endsAt }, signers[0].published(), "expired"],
    ["retires", { retiresAt: endsAt }, signers[0].published(), "revoked"],
    [
      "is of a signing key that retires",
      {},
      signers[0].published("retired", endsAt.toISOString()),
      "unknown_kid",
    ],
  ])("once its key %s", (_, record, signingKey, cause) => {
    const instants = [at, at, at, later(at, 4_999), endsAt];
    expect(saidAt(instants, record, signingKey)).toEqual(["good", "good", "good", "good", cause]);
  });

  test("by a clock that was set back to before its begin", () => {
    const begins = secondsLater(-4);
    const instants = [begins, begins, begins, secondsLater(-6)];
    expect(saidAt(instants, {}, signers[0].published())).toEqual(["good", "good", "good", "not_yet"]);
  });
});
