import type postgres from "postgres";

type Callable = (...args: unknown[]) => unknown;
/** Watches what a pool is about to run, if it is a query, and gives it back. */
export type Watch = (made: unknown) => unknown;
/** The part of the driver's queries that is watched. They are lazy: `handler` runs when one is handed over. */
interface LazyQuery {
  handler: (query: LazyQuery) => void;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

const troublesBeforeProbe = 2;
const sweepMs = 1_000;
const drainSeconds = 5;

export interface SupervisedPool {
  /** Stands for whichever pool is current: it may be kept for the life of the program. */
  sql: postgres.Sql;
  end(): Promise<void>;
}

interface Options {
  open: (watch: Watch) => postgres.Sql;
  /** Makes a client of one connection, to ask whether the server is well. */
  probe: () => postgres.Sql;
  /** After how long a query that has not settled is rejected. 0 = never. */
  deadlineMs: number;
}

/**
 * The driver can poison its pool when connections die with buffered writes: later attempts on them end in
 * CONNECT_TIMEOUT, or queries never settle, although the server is well. So no query outlives its deadline, and
 * after repeated trouble a fresh client is asked; where it answers, the whole pool is replaced.
 */
export function supervisePool({ open, probe, deadlineMs }: Options): SupervisedPool {
  const pending = new Map<LazyQuery, number>();
  let current = open(watch);
  let troubles = 0;
  let probing = false;
  let ended = false;
  let now = 0;

  function watch(made: unknown): unknown {
    const query = made as LazyQuery;
    if (typeof query?.handler !== "function") return made;
    const { handler, resolve, reject } = query;
    const pool = current;
    const send = (started: LazyQuery) => {
      pending.set(query, now);
      handler(started);
    };
    const succeed = (result: unknown) => {
      pending.delete(query);
      resolve(result);
    };
    const fail = (error: unknown) => {
      pending.delete(query);
      if (pool === current && isTrouble(error)) void suspect();
      reject(error);
    };
    // Not written in place: such a function, and all that it holds, would stay until a full collection (gate/README.md).
    query.handler = send;
    query.resolve = succeed;
    query.reject = fail;
    return query;
  }

  const sweep = setInterval(() => {
    now += sweepMs;
    for (const [query, since] of pending) if (now - since > deadlineMs) query.reject(overdue());
  }, sweepMs);
  sweep.unref();
  if (deadlineMs === 0) clearInterval(sweep);

  async function suspect(): Promise<void> {
    troubles += 1;
    if (troubles < troublesBeforeProbe || probing || ended) return;
    probing = true;
    if ((await answers(probe())) && !ended) {
      const poisoned = current;
      current = open(watch);
      void close(poisoned);
    }
    troubles = 0;
    probing = false;
  }

  const sql = new Proxy(function pool() {} as unknown as postgres.Sql, {
    apply: (_target, _self, args: unknown[]) => watch((current as unknown as Callable)(...args)),
    get(_target, name) {
      const value = Reflect.get(current, name) as unknown;
      return name === "unsafe" ? (...args: unknown[]) => watch((value as Callable)(...args)) : value;
    },
  });

  return {
    sql,
    async end() {
      ended = true;
      await close(current);
      clearInterval(sweep);
    },
  };
}

function isTrouble(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === "CONNECT_TIMEOUT" || code === "QUERY_OVERDUE";
}

function overdue(): Error {
  return Object.assign(new Error("The database has not answered in time."), { code: "QUERY_OVERDUE" });
}

async function answers(client: postgres.Sql): Promise<boolean> {
  try {
    await client`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    void close(client);
  }
}

async function close(client: postgres.Sql): Promise<void> {
  await client.end({ timeout: drainSeconds }).catch(() => {});
}
