import { DatabaseSilent } from "@/db/unavailable";

export { isUnavailable } from "@/db/unavailable";

/** How long a request may wait for the database before its caller is told to come again. */
export const DATABASE_LIMIT_MS = 2_000;

/** A change may wait for locks and for the gates' receipt; a question waits for neither. */
const COMMAND_LIMIT_MS = 15_000;
/** A change that does very much at once. The front gives an answer up after a minute, without a word of what came of it. */
export const SLOW_COMMAND_LIMIT_MS = 45_000;
export const QUERY_LIMIT_MS = 5_000;

/** The answer, or DatabaseSilent after `limitMs`: a database that hangs must not make a caller hang. */
export function inTime<T>(asked: Promise<T>, limitMs = DATABASE_LIMIT_MS): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new DatabaseSilent(limitMs)), limitMs);
    // After the limit these settle a promise that is settled, which does nothing.
    asked.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The same for a card's own time. */
export function commandInTime<T>(card: { slow?: boolean }, asked: Promise<T>): Promise<T> {
  return inTime(asked, card.slow ? SLOW_COMMAND_LIMIT_MS : COMMAND_LIMIT_MS);
}
