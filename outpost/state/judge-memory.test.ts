import fc from "fast-check";
import { expect, test } from "vitest";
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
    signers.flatMap((signer, by) => [
      signer.token(key, secondsLater(0), { jti: `${of} ${by}` }),
      signer.token(key, secondsLater(400), { jti: `${of} ${by} later` }),
    ]),
  ),
);
const jtis = ["0 0", "0 1 later", "1 0", "1 1"];

/** Within the time of most tokens. */
const whileLive = fc.integer({ min: 450, max: 850 });
/** What may become of a key, from now on. */
const ofKey = fc.oneof(
  fc.constant({}),
  fc.constant({ held: true }),
  fc.constant({ scopes: ["orders:read"] }),
  fc.constant({ name: "Renamed" }),
  fc.constant({ revokedAt: secondsLater(0) }),
  fc.constant({ environment: "staging" }),
  fc.constant(null),
  whileLive.map((seconds) => ({ expiresAt: secondsLater(seconds) })),
);
/** What may become of everything else. */
const ofHead = fc.record({
  environment: fc.constantFrom(null, "production", "staging"),
  audience: fc.constantFrom("orders", "orders", "billing"),
  slug: fc.constantFrom("acme", "renamed"),
  longest: fc.constantFrom(900, 3_600),
  revoked: fc.subarray(jtis),
  /** Of each signing key: there for good, gone, or there until so many seconds from the beginning. */
  signers: fc.tuple(...signers.map(() => fc.oneof(fc.constant("for good"), fc.constant("gone"), whileLive))),
});
type OfHead = Parameters<Parameters<typeof ofHead.map>[0]>[0];

const step = fc.oneof(
  { weight: 1, arbitrary: fc.record({ key: fc.nat(1), becomes: ofKey }) },
  { weight: 1, arbitrary: fc.record({ head: ofHead }) },
  // Clocks are set back, too.
  {
    weight: 2,
    arbitrary: fc.record({
      at: fc.oneof(whileLive, fc.integer({ min: -60, max: 1_600 })),
      hubAhead: fc.nat(30),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ token: fc.nat(tokens.length - 1), asked: fc.constantFrom([], scopes) }),
  },
);

function headAt(
  revision: number,
  { environment, audience, slug, longest, revoked, signers: by }: OfHead,
): Head {
  const published = signers.flatMap((signer, i) => {
    const end = by[i]!;
    if (end === "gone") return [];
    const state = end === "for good" ? "active" : "retired";
    return [{ ...signer.published(), state, ends_at: state === "active" ? null : secondsLater(Number(end)) }];
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

const asSynced = (key: TestKey) => readVersion(JSON.parse(JSON.stringify(versionOf(key))));
const atFirst: OfHead = {
  ...{ environment: null, audience: "orders", slug: "acme", longest: 900, revoked: [] },
  signers: ["for good", "for good"],
};

test("who remembers says at every moment what is said by who remembers nothing", () => {
  let good = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 40, maxLength: 120 }), (steps) => {
      const records = new Records();
      for (const key of keys) records.add(asSynced(key));
      const synced = new Synced(headAt(1, atFirst), records);
      const judge = new Judge();
      let clock = { now: secondsLater(500), latest: secondsLater(500) };
      let revision = 1;
      for (const taken of steps) {
        if ("at" in taken)
          clock = { now: secondsLater(taken.at), latest: secondsLater(taken.at + taken.hubAhead) };
        else if ("token" in taken) {
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
            key && becomes ? [asSynced({ ...key, record: { ...key.record, ...becomes } })] : [];
          synced.apply({
            revision,
            keys: key ? [{ keyId: key.record.keyId, versions }] : [],
            head: "head" in taken ? headAt(revision, taken.head) : null,
          });
        }
      }
    }),
    { numRuns: 150 },
  );
  expect(good).toBeGreaterThan(1_000);
});
