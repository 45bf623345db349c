import type postgres from "postgres";

type Callable = (...args: unknown[]) => unknown;
interface PendingQuery {
  reject: (error: unknown) => void;
}

const timeoutsBeforeProbe = 2;
const drainSeconds = 5;

export interface SupervisedPool {
  /** Stands for whichever pool is current: it may be kept for the life of the program. */
  sql: postgres.Sql;
  end(): Promise<void>;
}

/**
 * The driver can poison its pool when connections die with buffered writes: every later attempt on them ends
 * in CONNECT_TIMEOUT although the server is well. After repeated timeouts a fresh client is asked; where it
 * answers, the whole pool is replaced. `open` makes a pool, `probe` a client of one connection.
 */
export function supervisePool(open: () => postgres.Sql, probe: () => postgres.Sql): SupervisedPool {
  let current = open();
  let timeouts = 0;
  let probing = false;
  let ended = false;

  const observe = (made: unknown): unknown => {
    const query = made as PendingQuery;
    if (typeof query?.reject !== "function") return made;
    const reject = query.reject;
    const pool = current;
    query.reject = (error) => {
      if (pool === current && isConnectTimeout(error)) void suspect();
      reject(error);
    };
    return query;
  };

  async function suspect(): Promise<void> {
    timeouts += 1;
    if (timeouts < timeoutsBeforeProbe || probing || ended) return;
    probing = true;
    if ((await answers(probe())) && !ended) {
      const poisoned = current;
      current = open();
      void close(poisoned);
    }
    timeouts = 0;
    probing = false;
  }

  const sql = new Proxy(function pool() {} as unknown as postgres.Sql, {
    apply: (_target, _self, args: unknown[]) => observe((current as unknown as Callable)(...args)),
    get(_target, name) {
      const value = Reflect.get(current, name) as unknown;
      if (name === "unsafe") return (...args: unknown[]) => observe((value as Callable)(...args));
      if (name === "begin") return (...args: unknown[]) => watchBegin((value as Callable)(...args));
      return value;
    },
  });

  function watchBegin(transaction: unknown): unknown {
    const pool = current;
    (transaction as Promise<unknown>).catch((error: unknown) => {
      if (pool === current && isConnectTimeout(error)) void suspect();
    });
    return transaction;
  }

  return {
    sql,
    async end() {
      ended = true;
      await close(current);
    },
  };
}

function isConnectTimeout(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === "CONNECT_TIMEOUT";
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
