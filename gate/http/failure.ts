import { isUnavailable } from "@/lib/services/gate/in-time";
import type { GateLog } from "../gate-log";
import { Busy } from "../records/lane";
import type { Exchange } from "./exchange";
import { INTERNAL, type Problem, refuse, UNAVAILABLE } from "./problem";

/** The answer to a fault of the machine: 503 where a later try may work, else 500 and a line in the log. */
export function failureProblem(error: unknown, requestId: string, log: GateLog): Problem {
  if (error instanceof Busy || isUnavailable(error)) return UNAVAILABLE;
  log.error({ err: error, requestId }, "a request failed");
  return INTERNAL;
}

export function fail(exchange: Exchange, error: unknown, log: GateLog): void {
  if (exchange.res.headersSent) exchange.res.destroy();
  else refuse(exchange, failureProblem(error, exchange.requestId, log));
}

/** Goes on with a value that is there at once or later; whatever is thrown on the way becomes an answer. */
export function andThen<T>(
  exchange: Exchange,
  log: GateLog,
  value: T | Promise<T>,
  next: (value: T) => void,
): void {
  if (value instanceof Promise) value.then(next).catch((error) => fail(exchange, error, log));
  else next(value);
}
