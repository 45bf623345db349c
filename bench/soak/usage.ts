/**
 * The promise of the counts: every call that a gate has answered is counted once, under its key and outcome. A gate that is
 * killed takes the counts of its last second with it, and nobody else's.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { runCommand } from "@/lib/services/run-command";
import { awakeMs } from "../testing/awake";
import { type House, type MadeKey, openHouse } from "../testing/house";
import { runPipe } from "../testing/pipe";

const connectionsPerGate = 4;
const depth = 8;
const keysOfEach = 10;
/** What a killed gate may have kept to itself. */
const lostMs = 1_000;
const settleWithinMs = 20_000;

export interface UsageOptions {
  calls: number;
  log(line: string): void;
}

export interface UsageFigures {
  answered: Record<string, number>;
  counted: Record<string, number>;
  /** Calls that the killed gate answered and did not count, and how many it answered in its last second. */
  missing: number;
  answeredInLastSecond: number;
  /** Milliseconds of its answers, back from its end, that are missing. */
  missingMs: number;
  /** Calls that were told to come again: a gate without its lease, on a machine with too much to do. */
  unavailable: number;
  callsPerSecond: number;
  faults: string[];
}

interface Kind {
  key: MadeKey;
  outcome: string;
  body: string;
}

/** One gate's answers, by key and outcome, and the moments of the latest. */
class Book {
  readonly answers = new Map<string, number>();
  readonly moments: number[] = [];
  sent = 0;
  /** Answers that were no verdict, by status: they are no calls of a key, and count nowhere. */
  readonly others = new Map<number, number>();

  get answered(): number {
    return this.moments.length;
  }

  note(kind: Kind, status: number): void {
    if (status !== 200) {
      this.others.set(status, (this.others.get(status) ?? 0) + 1);
      return;
    }
    const name = `${kind.key.id} ${kind.outcome}`;
    this.answers.set(name, (this.answers.get(name) ?? 0) + 1);
    this.moments.push(awakeMs());
  }
}

export async function soakUsage({ calls, log }: UsageOptions): Promise<UsageFigures> {
  const house = await openHouse(["gate-one", "gate-two"]);
  try {
    const verifier = await house.key(["keys:verify"]);
    const kinds = await makeKinds(house);
    const books = house.gates.map(() => new Book());
    const [survivor, victim] = house.gates;
    let left = calls;
    let killedAt = 0;
    let hasCounted = false;
    const watching = untilCounted(house, victim!.name).then(() => {
      hasCounted = true;
    });
    const startedAt = performance.now();
    const next = (book: Book) => () => {
      if (left === 0) return null;
      // On a quick machine half of them are answered before the victim has written anything: it is called on until then.
      if (left > calls / 2 || hasCounted) left -= 1;
      book.sent += 1;
      if (killedAt === 0 && left <= calls / 2 && hasCounted) {
        victim!.signal("SIGKILL");
        killedAt = awakeMs();
      }
      const kind = kinds[book.sent % kinds.length]!;
      return {
        bytes: requestOf(verifier, kind.body),
        answered: (status: number) => book.note(kind, status),
      };
    };
    const pipes = house.gates.flatMap(({ url }, at) =>
      Array.from({ length: connectionsPerGate }, () => runPipe({ url, depth, next: next(books[at]!) })),
    );
    await Promise.all([...pipes, watching, victim!.ended]);
    const tookMs = performance.now() - startedAt;
    const figures = await sumUp(house, books, { killedAt, survivor: survivor!.name, victim: victim!.name });
    figures.callsPerSecond = Math.round((books[0]!.answered + books[1]!.answered) / (tookMs / 1_000));
    log(line(figures));
    return figures;
  } finally {
    await house.close();
  }
}

/** Keys that are let through, keys that lack a scope, and keys that are revoked. */
async function makeKinds(house: House): Promise<Kind[]> {
  const kinds: Kind[] = [];
  for (let n = 0; n < keysOfEach; n++) {
    const [valid, poor, revoked] = await Promise.all([1, 2, 3].map(() => house.key([])));
    await runCommand(revokeKey, house.workspace.as(), { id: revoked!.id, reason: "leaked" });
    const scoped = { key: poor!.text, scopes: ["orders:write"] };
    kinds.push(
      { key: valid!, outcome: "valid", body: JSON.stringify({ key: valid!.text }) },
      { key: poor!, outcome: "insufficient_scope", body: JSON.stringify(scoped) },
      { key: revoked!, outcome: "revoked", body: JSON.stringify({ key: revoked!.text }) },
    );
  }
  return kinds;
}

function requestOf(verifier: MadeKey, body: string): string {
  return `POST /v1/keys/verify HTTP/1.1\r\nhost: gate\r\nauthorization: Bearer ${verifier.text}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

interface Ending {
  killedAt: number;
  survivor: string;
  victim: string;
}

async function sumUp(
  house: House,
  books: Book[],
  { killedAt, survivor, victim }: Ending,
): Promise<UsageFigures> {
  const [stayed, killed] = books as [Book, Book];
  const expected = Object.fromEntries(stayed.answers);
  let own = await countsOf(house, survivor);
  for (let waitedMs = 0; !same(own, expected) && waitedMs < settleWithinMs; waitedMs += 200) {
    await sleep(200);
    own = await countsOf(house, survivor);
  }
  const theirs = sum(await countsOf(house, victim));
  const missing = killed.answered - theirs;
  const inLastSecond = killed.moments.filter((at) => at > killedAt - lostMs).length;
  const oldestMissing = killed.moments[killed.answered - missing];
  const faults = [
    ...(same(own, expected) ? [] : [`${survivor} answered ${stayed.answered} calls and counted ${sum(own)}`]),
    ...(missing > inLastSecond
      ? [`${missing} calls of ${victim} are missing; it answered ${inLastSecond} in its last second`]
      : []),
    ...(theirs > killed.sent ? [`${victim} counted ${theirs} calls and was sent ${killed.sent}`] : []),
    ...(theirs === 0 ? [`${victim} counted nothing`] : []),
    ...[...stayed.others, ...killed.others]
      .filter(([status]) => status !== 503)
      .map(([status, answers]) => `${answers} answers were ${status}`),
  ];
  return {
    answered: { [survivor]: stayed.answered, [victim]: killed.answered },
    counted: { [survivor]: sum(own), [victim]: theirs },
    missing,
    answeredInLastSecond: inLastSecond,
    unavailable: (stayed.others.get(503) ?? 0) + (killed.others.get(503) ?? 0),
    missingMs: missing > 0 && oldestMissing ? Math.round(killedAt - oldestMissing) : 0,
    callsPerSecond: 0,
    faults,
  };
}

/** Until a gate has written its first counts, or has had time enough. */
async function untilCounted(house: House, gate: string): Promise<void> {
  const startedAt = awakeMs();
  while (awakeMs() - startedAt < settleWithinMs && sum(await countsOf(house, gate)) === 0) await sleep(20);
}

/** Calls by key and outcome, as this gate has written them. */
async function countsOf({ superuser }: House, gate: string): Promise<Record<string, number>> {
  const rows = await superuser<{ name: string; calls: number }[]>`
    select u.key_id || ' ' || u.outcome as name, sum(u.calls)::int as calls
    from usage u join verifiers v on v.id = u.verifier_id where v.name = ${gate} group by 1`;
  return Object.fromEntries(rows.map(({ name, calls }) => [name, calls]));
}

function same(one: Record<string, number>, other: Record<string, number>): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((all, calls) => all + calls, 0);
}

function line({
  answered,
  counted,
  missing,
  answeredInLastSecond,
  missingMs,
  unavailable,
  callsPerSecond,
}: UsageFigures): string {
  const gates = Object.keys(answered).map(
    (gate) => `${gate} answered ${answered[gate]}, counted ${counted[gate]}`,
  );
  return [
    `${gates.join("; ")} (${callsPerSecond} calls a second)`,
    `  missing of the killed gate: ${missing} calls of its last ${missingMs} ms; in its last second it answered ${answeredInLastSecond}`,
    `  told to come again: ${unavailable}`,
  ].join("\n");
}
