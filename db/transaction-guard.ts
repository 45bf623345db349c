import type postgres from "postgres";

/** The parts of the driver's inner objects that the guard looks at (postgres 3.4.9). */
interface Connection {
  /** Set while a transaction holds the connection; cleared when the connection closes. */
  reserved: unknown;
}
interface PendingQuery {
  handler: (query: PendingQuery) => void;
  reject: (error: Error) => void;
}
type OnExecute = (connection: Connection) => unknown;
type Callable = (...args: unknown[]) => unknown;

/**
 * The driver lets a transaction go on after its connection has died: it writes to a socket that is gone, which
 * ends the process, or into whichever transaction has the reconnected socket, which is worse. Here a
 * transaction is bound to the connection it began on. Once that is gone, its statements are rejected, and
 * neither COMMIT nor ROLLBACK is sent; `begin` itself has already rejected with CONNECTION_CLOSED.
 * `watch` is shown the query that begins a transaction.
 */
export function guardTransactions(sql: postgres.Sql, watch: (made: unknown) => unknown): postgres.Sql {
  const unsafe = sql.unsafe.bind(sql) as Callable;
  const begin = sql.begin.bind(sql) as Callable;
  let began: OnExecute | undefined;

  // The driver's `begin` calls `sql.unsafe("begin", [], { onexecute })` before it returns.
  const watchedUnsafe = (text: string, args?: unknown, options?: { onexecute?: OnExecute }): unknown => {
    const tell = began;
    const onexecute = options?.onexecute;
    if (!tell || !onexecute) return unsafe(text, ...(args === undefined ? [] : [args, options ?? {}]));
    began = undefined;
    const watched = (connection: Connection): unknown => {
      const result = onexecute(connection);
      tell(connection);
      return result;
    };
    return watch(unsafe(text, args, { ...options, onexecute: watched }));
  };

  const guardedBegin = (...args: unknown[]): unknown => {
    const body = args.pop() as Callable;
    let isLost = () => false;
    began = (connection) => {
      const held = connection.reserved;
      isLost = () => connection.reserved !== held;
    };
    return begin(...args, (tx: unknown) => guardScope(tx, body, () => isLost()));
  };

  return Object.assign(sql, { unsafe: watchedUnsafe, begin: guardedBegin });
}

async function guardScope(tx: unknown, body: Callable, isLost: () => boolean): Promise<unknown> {
  try {
    const result = await body(guardHandle(tx as Callable, isLost));
    if (!isLost()) return result;
  } catch (error) {
    if (!isLost()) throw error;
  }
  // Settling would make the driver write COMMIT or ROLLBACK to a connection that is gone.
  return new Promise(() => {});
}

function guardHandle(tx: Callable, isLost: () => boolean): Callable {
  const guarded = (made: unknown): unknown => {
    const query = made as PendingQuery;
    if (typeof query?.handler !== "function") return made;
    const send = query.handler;
    // Only the methods change: the driver compares nothing else of a query's handler.
    query.handler = (pending) => (isLost() ? pending.reject(connectionClosed()) : send(pending));
    return query;
  };
  return new Proxy(tx, {
    apply: (target, self, args) => guarded(Reflect.apply(target, self, args)),
    get(target, name) {
      const value = Reflect.get(target, name) as unknown;
      if (name === "unsafe" || name === "file")
        return (...args: unknown[]) => guarded((value as Callable)(...args));
      if (name !== "savepoint") return value;
      return (...args: unknown[]) => {
        const body = args.pop() as Callable;
        return (value as Callable)(...args, (inner: unknown) => guardScope(inner, body, isLost));
      };
    },
  });
}

function connectionClosed(): Error {
  const error = new Error("The connection to the database closed during the transaction.");
  return Object.assign(error, { code: "CONNECTION_CLOSED" });
}
