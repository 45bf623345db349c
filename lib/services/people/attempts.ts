import { giveBack, pour, readBucket } from "@/db/queries/rate-buckets";
import { config } from "@/lib/config";
import { derive } from "@/lib/crypto/digest";
import { addressGroup } from "@/lib/domain/limits/addresses";
import { type Allowance, EMPTY, levelAt } from "@/lib/domain/limits/leaky-bucket";
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
export function countWrongLink(address: string | null, now: Date): Promise<boolean> {
  return pour(database(), `link ${addressGroup(address)}`, ALLOWANCES.link, now);
}

/** The buckets into which the try was poured; null where there was no room. */
async function begin(attempt: Attempt, now: Date): Promise<string[] | null> {
  if (attempt.kind === "session")
    return take([[`session ${attempt.sessionId}`, ALLOWANCES.session, false]], now);
  const { email, address, note } = attempt;
  const device = knownDevice(note, email);
  const asKnown = device && (await take([[`device ${device}`, ALLOWANCES.device, false]], now));
  return asKnown || beginAsStranger(nameOf(email), addressGroup(address), now);
}

async function beginAsStranger(account: string, address: string, now: Date): Promise<string[] | null> {
  const pair = `account ${account} from ${address}`;
  const before = (await readBucket(database(), pair)) ?? EMPTY;
  const first = levelAt(before, ALLOWANCES.addressAtAccount, now.getTime()) === 0;
  return take(
    [
      [pair, ALLOWANCES.addressAtAccount, false],
      [`address ${address}`, first ? ALLOWANCES.addressFirst : ALLOWANCES.address, false],
      [`account ${account}`, ALLOWANCES.account, first],
    ],
    now,
  );
}

/** All of them or none. */
async function take(
  buckets: readonly [name: string, allowance: Allowance, always: boolean][],
  now: Date,
): Promise<string[] | null> {
  const poured: string[] = [];
  for (const [name, allowance, always] of buckets) {
    if (!(await pour(database(), name, allowance, now, always))) {
      await giveBack(database(), poured);
      return null;
    }
    poured.push(name);
  }
  return poured;
}

/** An account's name in the database: no email, and none that could be found by trying many. */
function nameOf(email: string): string {
  const secret = Buffer.from(config().authSecret);
  return derive(secret, `tries at ${email.toLowerCase()}`).toString("base64url");
}
