/** What the audit log, the rows of the keys and the notices must say when the year is over. */
import type { Sql } from "@/db/client";
import { grouped } from "@/db/queries/grouped";
import { DAY_MS } from "@/lib/domain/key-sets/period";
import { foretell } from "@/lib/domain/key-sets/preview";
import { INSTANCES } from "./instances";
import type { KeySet } from "./live";
import { disturbedOf } from "./milestones";

interface Rotation {
  key: string;
  by: string;
  at: Date;
  plannedAt: Date;
  generation: number;
}

export interface Looked {
  /** By each instance. */
  rotatedBy: number[];
  /** By each instance, of those that the week without jobs had delayed. */
  caughtUpBy: number[];
  faults: string[];
}

/** Each rotation has one event, in order of time; its key has that generation, made at that instant, and no other. */
export async function lookAtRotations(sql: Sql, sets: readonly KeySet[], resumed: Date): Promise<Looked> {
  const rows = await sql<{ key: string; by: string; at: number; planned: string; generation: number }[]>`
    select subject_id as key, actor_label as by, (extract(epoch from at) * 1000)::float8 as at,
      after->>'plannedAt' as planned, (after->>'generation')::int as generation
    from events where type = 'key-set.rotated' order by seq`;
  const rotations = rows.map(
    ({ at, planned, ...row }): Rotation => ({ ...row, at: new Date(at), plannedAt: new Date(planned) }),
  );
  const versions = await sql<{ key: string; generations: string }[]>`
    select key_id as key, string_agg(generation || ' ' || made_by || ' ' || (extract(epoch from activated_at) * 1000)::bigint,
      ',' order by generation) as generations from key_versions group by key_id`;
  const made = new Map(versions.map(({ key, generations }) => [key, generations]));
  const eventsOf = grouped(rotations, ({ key }) => key);
  const faults: string[] = [];
  for (const { id: key, promised } of sets) {
    const { keys } = promised;
    const events = eventsOf.get(key) ?? [];
    const told = events.map(({ at, plannedAt, generation }) => [generation, +plannedAt, +at].join(" "));
    const due = keys.slice(1).map(({ from }, n) => [n + 2, +keys[n]!.rotatesAt!, +from].join(" "));
    if (told.join() !== due.join()) faults.push(`${key} has the events ${told}, and rotated ${due}`);
    const expected = keys
      .map(({ from }, n) => `${n + 1} ${n === 0 ? "created" : "schedule"} ${+from}`)
      .join();
    if (made.get(key) !== expected)
      faults.push(`${key} has the generations ${made.get(key)}, not ${expected}`);
  }
  const byEach = INSTANCES.map((name) => rotations.filter(({ by }) => by === name));
  const caughtUp = byEach.map((some) => some.filter(({ at }) => at.getTime() === resumed.getTime()));
  for (const [n, some] of caughtUp.entries())
    if (!ascending(some.map(({ plannedAt }) => plannedAt)))
      faults.push(`${INSTANCES[n]} did not catch up in the order of the dates`);
  if (!ascending(rotations.map(({ at }) => at))) faults.push("the audit log is not in order of time");
  const counts = (each: Rotation[][]) => each.map(({ length }) => length);
  return { rotatedBy: counts(byEach), caughtUpBy: counts(caughtUp), faults };
}

const ascending = (dates: readonly Date[]) => dates.every((date, n) => n === 0 || dates[n - 1]! <= date);

/**
 * Of a key set that met with no delay: each notice of the preview was given, once, and no other. What was due in the week
 * without jobs is left out, since of that people hear the nearest alone.
 */
export async function lookAtNotices(
  sql: Sql,
  sets: readonly KeySet[],
  { stopped, resumed }: { stopped: Date; resumed: Date },
): Promise<{ given: number; faults: string[] }> {
  const rows = await sql<{ key: string; due: number; told: string }[]>`
    select n.key_id as key, (extract(epoch from n.at) * 1000)::float8 - n.days_before * ${DAY_MS}::float8 as due,
      concat_ws(' ', v.generation, n.about, n.days_before, (extract(epoch from n.at) * 1000)::bigint) as told
    from notices n join key_versions v on v.id = n.version_id where n.about <> 'uncollected'`;
  const given = grouped(rows, ({ key }) => key);
  const faults: string[] = [];
  for (const { id, promised, policy, start, endsAt } of sets) {
    if (disturbedOf(promised, endsAt).length > 0) continue;
    // They are given once a day: what is due on the last one is given on the next.
    const counts = (due: number) =>
      due <= endsAt.getTime() - DAY_MS &&
      (due < stopped.getTime() - DAY_MS || due > resumed.getTime() + DAY_MS);
    const shown = (given.get(id) ?? []).filter(({ due }) => counts(due)).map(({ told }) => told);
    const foreseen = foretell(policy, start)
      .notices.filter(({ dueAt }) => counts(dueAt.getTime()))
      .map(({ generation, of, daysBefore, at }) => `${generation} ${of} ${daysBefore} ${+at}`);
    if (shown.sort().join() !== foreseen.sort().join())
      faults.push(`${id} with ${JSON.stringify(policy)} has the notices ${shown}, not ${foreseen}`);
  }
  return { given: rows.length, faults };
}
