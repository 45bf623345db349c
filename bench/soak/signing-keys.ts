/**
 * The promise of the signing key: however many rotate it at once, at two gates, in whatever way, one key signs; both
 * gates publish the same keys; and a token of either gate is good by what the other one publishes.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { publicKey, signatureFits } from "@/lib/crypto/rs256";
import { ACK_LIMIT_MS } from "@/lib/domain/feed/lease";
import { readToken } from "@/lib/domain/tokens/read-token";
import { runCommand } from "@/lib/services/run-command";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { done } from "@/lib/services/testing/workspace";
import { awakeMs } from "../testing/awake";
import { Caller } from "../testing/caller";
import { type House, type MadeKey, openHouse } from "../testing/house";
import type { Instance } from "../testing/instance";

const atOnce = 6;
const tokensEvery = 5;

export interface SigningKeyFigures {
  bursts: number;
  /** Orders by how they were answered. */
  taken: number;
  refused: number;
  putOff: number;
  /** What was not as promised, in sentences. */
  faults: string[];
  tokens: number;
  /** The longest time until both gates published the same after a burst. */
  longestMs: number;
}

interface Scene {
  house: House;
  caller: Caller;
  manager: MadeKey;
  figures: SigningKeyFigures;
}

export async function soakSigningKeys(options: {
  bursts: number;
  log(line: string): void;
}): Promise<SigningKeyFigures> {
  const house = await openHouse(["gate-one", "gate-two"]);
  const caller = new Caller();
  const figures = { bursts: 0, taken: 0, refused: 0, putOff: 0, faults: [], tokens: 0, longestMs: 0 };
  try {
    const manager = await house.key(["signing-keys:read", "signing-keys:write", "tokens:exchange"]);
    done(await runCommand(generateSigningKey, house.workspace.as(), { bits: 2048 }));
    const scene: Scene = { house, caller, manager, figures };
    while (figures.bursts < options.bursts) {
      const orders = Array.from({ length: atOnce }, (_, n) => give(scene, house.gates[n % 2]!));
      await Promise.all(orders);
      figures.bursts += 1;
      await check(scene);
      if (figures.bursts % tokensEvery === 0) await checkTokens(scene);
    }
    options.log(line(figures));
    return figures;
  } finally {
    caller.close();
    await house.close();
  }
}

/** One of those who rotate at once: mostly at once, sometimes a step of an overlap. */
async function give({ caller, manager, figures }: Scene, gate: Instance): Promise<void> {
  const chance = Math.random();
  const path =
    chance < 0.5 ? "rotate" : chance < 0.8 ? "rotate-with-overlap" : await step(caller, manager, gate);
  const reply = await caller.send(
    "POST",
    `${gate.url}/v1/signing-keys/${path}`,
    manager.text,
    path.endsWith("/roll-back") ? undefined : path.endsWith("/promote") ? {} : { bits: 2048 },
    60_000,
    { "idempotency-key": randomUUID() },
  );
  if (reply.status === 200 || reply.status === 201) figures.taken += 1;
  else if (reply.status === 409) figures.refused += 1;
  else if (reply.status === 503) figures.putOff += 1;
  else figures.faults.push(`${path} was answered ${reply.status}: ${reply.body}`);
}

async function step(caller: Caller, manager: MadeKey, gate: Instance): Promise<string> {
  const { body } = await caller.send("GET", `${gate.url}/v1/signing-keys/rotation`, manager.text);
  const { next, draining } = JSON.parse(body);
  if (next) return `${next.id}/promote`;
  return draining ? `${draining.id}/roll-back` : "rotate-with-overlap";
}

/** One key signs, and as soon as every lease has run out both gates publish the same. */
async function check({ house, caller, figures }: Scene): Promise<void> {
  const { id, slug } = house.workspace;
  const [row] = await house.superuser`
    select count(*) filter (where activated_at is not null and replaced_at is null)::int as active,
      count(*) filter (where activated_at is null)::int as next,
      count(*) filter (where replaced_at is not null)::int as draining, count(sealed_private)::int as sealed
    from signing_keys where workspace_id = ${id} and retired_at is null`;
  const { active, next, draining, sealed } = row!;
  if (active !== 1 || next + draining > 1 || sealed !== active + next + draining)
    figures.faults.push(`after burst ${figures.bursts}: ${JSON.stringify(row)}`);
  const published = () =>
    Promise.all(
      house.gates.map((gate) =>
        caller.send("GET", `${gate.url}/w/${slug}/.well-known/jwks.json`, "").then(({ body }) => body),
      ),
    );
  const startedAt = awakeMs();
  for (;;) {
    const [one, two] = await published();
    const tookMs = awakeMs() - startedAt;
    if (one === two && JSON.parse(one!).keys.length === sealed) {
      figures.longestMs = Math.max(figures.longestMs, Math.round(tookMs));
      return;
    }
    if (tookMs > 2 * ACK_LIMIT_MS) {
      figures.faults.push(`after burst ${figures.bursts} the gates publish different keys: ${one} ${two}`);
      return;
    }
    await sleep(20);
  }
}

/** A token of each gate, by the first key that the other one publishes. */
async function checkTokens({ house, caller, manager, figures }: Scene): Promise<void> {
  const [row] = await house.superuser`select kid, public_pem from signing_keys
    where workspace_id = ${house.workspace.id} and retired_at is null
      and activated_at is not null and replaced_at is null`;
  for (const gate of house.gates) {
    const reply = await caller.send("POST", `${gate.url}/v1/token`, manager.text, {});
    const read = readToken(reply.status === 200 ? JSON.parse(reply.body).token : "");
    figures.tokens += 1;
    if (!read.ok) figures.faults.push(`${gate.name} gave no token: ${reply.status}`);
    else if (read.token.kid !== row!.kid || !signatureFits(publicKey(row!.public_pem), read.token))
      figures.faults.push(`${gate.name} signed with another key than the one in use`);
  }
}

function line({ bursts, taken, refused, putOff, faults, tokens, longestMs }: SigningKeyFigures): string {
  return [
    `${bursts} bursts of ${atOnce}: ${taken} orders taken, ${refused} refused with a reason, ${putOff} put off with 503`,
    `  ${tokens} tokens checked; both gates published the same after ${longestMs} ms at most; faults: ${faults.length}`,
  ].join("\n");
}

/** What falls short of the promise, in sentences. */
export function shortcomings({ bursts, taken, putOff, faults }: SigningKeyFigures): string[] {
  return [
    ...faults,
    ...(putOff > bursts ? [`${putOff} orders were put off`] : []),
    ...(taken < bursts ? ["hardly any order was taken"] : []),
  ];
}
