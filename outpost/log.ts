/** The Outpost's log: one JSON object per line. Nobody hands it a key or a token. */
export type LogLevel = "debug" | "info" | "warn" | "error";
export type Log = (level: LogLevel, message: string, facts?: Record<string, unknown>) => void;

const order: LogLevel[] = ["debug", "info", "warn", "error"];

/** Whether a log from `least` on has the lines of a level. */
export function isTold(level: LogLevel, least: LogLevel): boolean {
  return order.indexOf(level) >= order.indexOf(least);
}

export function createLog(least: LogLevel, write: (line: string) => void, wallClockMs: () => number): Log {
  return (level, message, facts) => {
    if (!isTold(level, least)) return;
    write(
      `${JSON.stringify({ level, time: new Date(wallClockMs()).toISOString(), ...facts, msg: message })}\n`,
    );
  };
}

export const silentLog: Log = () => {};

/** An error in a word or two, without what it was made of. */
export function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { code?: string; message?: string } };
  const deeper = cause?.code ?? cause?.message;
  return deeper ? `${message}: ${deeper}` : String(message ?? error);
}
