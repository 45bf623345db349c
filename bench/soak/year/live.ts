/** The year itself: from instant to instant, what people and the two instances do at it, and what clients see. */
import { addPeriod, DAY_MS } from "@/lib/domain/key-sets/period";
import { getKeySet } from "@/lib/services/key-sets/get";
import { retrieveKeySetCredentials } from "@/lib/services/key-sets/retrieve";
import { runCommand } from "@/lib/services/run-command";
import { runQuery } from "@/lib/services/run-query";
import { makeKeySetOf } from "@/lib/services/testing/catalog";
import { done, type openTestHub, type TestWorkspace } from "@/lib/services/testing/workspace";
import { Agenda } from "./agenda";
import { type Calls, type Client, call } from "./client";
import type { Instances } from "./instances";
import { compare } from "./milestones";
import type { MixedSet } from "./mix";
import { Promised } from "./promise";

export interface KeySet extends MixedSet {
  id: string;
  promised: Promised;
  client: Client;
  /** When somebody comes for the secret that waits; null = none waits, or nobody will. */
  collectsAt: number | null;
  /** When its year is over. */
  endsAt: Date;
}

export interface Scene {
  hub: Awaited<ReturnType<typeof openTestHub>>;
  home: TestWorkspace;
  instances: Instances;
  mix: readonly MixedSet[];
  months: number;
  stopped: Date;
  resumed: Date;
}

export class Year {
  readonly sets = new Map<string, KeySet>();
  readonly calls: Calls = { passed: 0, refused: 0, inOverlap: 0, faults: [] };
  readonly faults: string[] = [];
  compared = 0;
  equal = 0;
  late = 0;
  collectedLate = 0;
  expired = 0;
  expiredMeanwhile = 0;
  stops = 0;
  readonly #agenda = new Agenda<KeySet | MixedSet>();

  constructor(readonly scene: Scene) {}

  async live(): Promise<void> {
    const { mix, months, resumed } = this.scene;
    let lastMs = 0;
    for (const one of mix) {
      this.#agenda.add(one.start.getTime(), one);
      lastMs = Math.max(lastMs, yearOf(one, months).getTime());
    }
    const first = Math.min(...mix.map(({ start }) => start.getTime()));
    // Nothing that is due within a day of an instant comes of what is done at it, but what the agenda is told.
    for (let from = first - (first % DAY_MS); from <= lastMs; from += DAY_MS) {
      if (resumed.getTime() >= from && resumed.getTime() < from + DAY_MS)
        for (const set of this.sets.values()) this.#agenda.add(resumed.getTime(), set);
      await this.#read(from, from + DAY_MS);
      if (this.#running(new Date(from)))
        await this.scene.instances.turn({ now: new Date(from).toISOString(), turn: "house" });
      for (let stop = this.#agenda.next(from + DAY_MS); stop; stop = this.#agenda.next(from + DAY_MS))
        await this.#stop(stop.at, [...stop.entries]);
    }
  }

  #running(at: Date): boolean {
    return at <= this.scene.stopped || at >= this.scene.resumed;
  }

  /** Every instant of a day at which something of a key set begins, ends or is due, as the database has it. */
  async #read(fromMs: number, beforeMs: number): Promise<void> {
    const [from, before] = [new Date(fromMs).toISOString(), new Date(beforeMs).toISOString()];
    const rows = await this.scene.hub.sql<{ id: string; at: number }[]>`
      select id, (extract(epoch from at) * 1000)::float8 as at from (
        select id, rotates_at as at from keys union select id, ends_at from keys
        union select key_id, retires_at from key_versions union select key_id, expires_at from key_versions
      ) as dates where at >= ${from}::timestamptz and at < ${before}::timestamptz`;
    for (const { id, at } of rows) this.#agenda.add(at, this.sets.get(id)!);
  }

  async #stop(at: Date, entries: (KeySet | MixedSet)[]): Promise<void> {
    this.stops += 1;
    const known = entries.filter((entry) => "id" in entry);
    const justBefore = new Date(at.getTime() - 1);
    // Also at the instant itself, before any job has run.
    await this.#call(known, [justBefore, at]);
    for (const entry of entries) if (!("id" in entry)) known.push(await this.#make(entry));
    await Promise.all(
      known.filter(({ collectsAt }) => collectsAt === at.getTime()).map((set) => this.#collectLate(set, at)),
    );
    if (this.#running(at)) await this.#turn(at, known);
    await this.#call(known, [at]);
    for (const set of known) if (set.endsAt.getTime() === at.getTime()) await this.#compare(set);
  }

  async #call(sets: readonly KeySet[], instants: readonly Date[]): Promise<void> {
    await Promise.all(sets.map(({ client, promised }) => call(client, promised, instants, this.calls)));
  }

  /** Whoever needs a key set subscribes an application to an API; the catalog approves by itself. */
  async #make(one: MixedSet): Promise<KeySet> {
    const { home, months } = this.scene;
    const then: TestWorkspace = { ...home, as: (actor = home.owner, now = one.start) => home.as(actor, now) };
    const { authType, policy, start } = one;
    const { id, api } = await makeKeySetOf(then, { authType, policy: { ...policy } });
    const client: Client = { authType, api: api.slug, collected: [] };
    const promised = new Promised(policy);
    const set: KeySet = { ...one, id, promised, client, collectsAt: null, endsAt: yearOf(one, months) };
    this.sets.set(id, set);
    promised.begin(start);
    this.#agenda.add(set.endsAt.getTime(), set);
    await this.#collect(set, start);
    return set;
  }

  /**
   * Both instances at one moment, where the date of something has come, also of what waits: they rotate what is due by
   * the calendar, and at another turn nothing.
   */
  async #turn(at: Date, known: readonly KeySet[]): Promise<void> {
    const { instances, resumed } = this.scene;
    if (!known.some(({ promised: { latest } }) => latest.rotatesAt !== null && latest.rotatesAt <= at))
      return;
    const due = known.filter(({ promised }) => promised.rotationDue(at));
    const order = { now: at.toISOString(), turn: "schedule" } as const;
    const done = await instances.turn(order);
    if (sum(done) !== due.length)
      this.faults.push(`at ${order.now} the instances rotated ${done}, where ${due.length} were due`);
    if (at.getTime() === resumed.getTime() && sum(await instances.turn(order)) > 0)
      this.faults.push("what had been caught up with was done again");
    for (const { promised } of due) promised.rotate(at);
    await Promise.all(due.map((set) => this.#afterRotation(set, at)));
  }

  async #afterRotation(set: KeySet, at: Date): Promise<void> {
    const { promised, collectsAfterMs } = set;
    if (promised.policy.retrievable || collectsAfterMs === 0) await this.#collect(set, at);
    else if (collectsAfterMs !== null) {
      set.collectsAt = at.getTime() + collectsAfterMs;
      this.#agenda.add(set.collectsAt, set);
    }
    this.#watchOverlap(set, at);
  }

  /** Also where the database had another end of it than what was promised. */
  #watchOverlap(set: KeySet, now: Date): void {
    const { replacedUntil } = set.promised.keys.at(-2)!;
    if (replacedUntil > now.getTime()) this.#agenda.add(replacedUntil, set);
  }

  async #collectLate(set: KeySet, at: Date): Promise<void> {
    set.collectsAt = null;
    if (set.promised.isOver(at)) return;
    this.collectedLate += 1;
    await this.#collect(set, at);
    this.#watchOverlap(set, at);
  }

  async #collect({ id, promised, client }: KeySet, at: Date): Promise<void> {
    const { home } = this.scene;
    const answer = await runCommand(retrieveKeySetCredentials, home.as(home.owner, at), { id });
    const { generation, secret } = done(answer);
    promised.collect(at);
    if (generation !== promised.keys.length)
      this.faults.push(`generation ${generation} was collected, where ${promised.keys.length} was due`);
    client.collected.push({ text: secret!.reveal(), key: promised.latest });
  }

  /** The page of a key set when its year is over, beside the preview. */
  async #compare({ id, promised, endsAt }: KeySet): Promise<void> {
    const { home, stopped, resumed } = this.scene;
    const page = done(await runQuery(getKeySet, home.as(home.owner, endsAt), { id }));
    const { equal, late, faults } = compare(promised, page.milestones, endsAt);
    this.compared += 1;
    this.equal += equal;
    this.late += late;
    this.faults.push(...faults);
    for (const { kind, actualAt } of page.milestones) {
      if (kind !== "expiration" || !actualAt) continue;
      this.expired += 1;
      if (actualAt > stopped && actualAt < resumed) this.expiredMeanwhile += 1;
    }
  }
}

const yearOf = ({ start }: MixedSet, months: number) => addPeriod(start, { amount: months, unit: "months" });

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
