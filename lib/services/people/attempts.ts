import { giveBack, pour, readBuckets } from "@/db/queries/rate-buckets";
import { config } from "@/lib/config";
import { derive } from "@/lib/crypto/digest";
import { addressGroup } from "@/lib/domain/limits/addresses";
import { type Allowance, type Bucket, EMPTY, hasRoom, levelAt } from "@/lib/domain/limits/leaky-bucket";
import { ALLOWANCES } from "@/lib/domain/limits/sign-in";
import { database } from "../database";
import { knownDevice } from "./known-device";

/** Who tries a password. */
export type Attempt =
  /** Nobody yet: an email, an address, and the note by which a browser is known (`known-device.ts`). */
  | { kind: "stranger"; email: string; address: string | null; note: string | null }
  /** Somebody who is signed in. */
  | { kind: "session"; sessionId: string };

/**
 * Runs the check of a password within the allowances (`lib/domain/limits/sign-in.ts`); null = too many have failed, and
 * nothing was checked. The try is counted before the check, or a crowd at one moment would pass together; a check that
 * did not fail, or broke off, takes its try back. Not inside a transaction: what fails is rolled back, the count is not.
 */
export async function withinAllowance<T>(
  attempt: Attempt,
  now: Date,
  check: () => Promise<T>,
  hasFailed: (result: T) => boolean,
): Promise<T | null> {
  const poured = await begin(attempt, now);
  if (poured === null) return null;
  let failed = false;
  try {
    const result = await check();
    failed = hasFailed(result);
    return result;
  } finally {
    if (!failed) await giveBack(database(), poured);
  }
}

/** Counts a wrong link; false = too many from this address. A good one is let in whatever was counted. */
export async function countWrongLink(address: string | null, now: Date): Promise<boolean> {
  const link = { name: `link ${addressGroup(address)}`, allowance: ALLOWANCES.link };
  return (await take([link], now)) !== null;
}

interface Pour {
  name: string;
  allowance: Allowance;
  /** Let in even where it is used up. */
  always?: boolean;
}

/** The buckets into which the try was poured; null where there was no room. */
async function begin(attempt: Attempt, now: Date): Promise<string[] | null> {
  if (attempt.kind === "session")
    return take([{ name: `session ${attempt.sessionId}`, allowance: ALLOWANCES.session }], now);
  const { email, address, note } = attempt;
  const device = knownDevice(note, email);
  const asKnown = device && (await take([{ name: `device ${device}`, allowance: ALLOWANCES.device }], now));
  return asKnown || beginAsStranger(nameOf(email), addressGroup(address), now);
}

async function beginAsStranger(account: string, address: string, now: Date): Promise<string[] | null> {
  const pair = `account ${account} from ${address}`;
  const names = [pair, `address ${address}`, `account ${account}`] as const;
  const before = await readBuckets(database(), names);
  const first = levelAt(before.get(pair) ?? EMPTY, ALLOWANCES.addressAtAccount, now.getTime()) === 0;
  const pours = [
    { name: pair, allowance: ALLOWANCES.addressAtAccount },
    { name: names[1], allowance: first ? ALLOWANCES.addressFirst : ALLOWANCES.address },
    { name: names[2], allowance: ALLOWANCES.account, always: first },
  ];
  return take(pours, now, before);
}

/** All of them or none. A look comes first, so that whoever hammers a full one costs a reading and no writing. */
async function take(
  pours: readonly Pour[],
  now: Date,
  before?: ReadonlyMap<string, Bucket>,
): Promise<string[] | null> {
  const names = pours.map(({ name }) => name);
  const known = before ?? (await readBuckets(database(), names));
  const fits = ({ name, allowance, always }: Pour) =>
    always || hasRoom(known.get(name) ?? EMPTY, allowance, now.getTime());
  if (!pours.every(fits)) return null;
  for (const [at, { name, allowance, always }] of pours.entries()) {
    if (await pour(database(), name, allowance, now, always)) continue;
    await giveBack(database(), names.slice(0, at));
    return null;
  }
  return names;
}

/** An account's name in the database: no email, and none that could be found by trying many. */
function nameOf(email: string): string {
  const secret = Buffer.from(config().authSecret);
  return derive(secret, `tries at ${email.toLowerCase()}`).toString("base64url");
}
