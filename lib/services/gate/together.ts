import { setImmediate } from "node:timers/promises";
import { isUnavailable } from "./in-time";

/** So many readings at once. */
const mostAtOnce = 2;
/** So many names in one reading: whoever lets in no more at once keeps everybody's wait to the reading under way and their own. */
export const READ_TOGETHER = 64;

interface Asked<Value> {
  name: string;
  tell(value: Value | undefined): void;
  fail(error: unknown): void;
}

/**
 * Reads together what is asked for one by one. A reading never begins before whoever it is for has asked, so each gets
 * what is true when it asks, or later; and the more ask at once, the less each of them costs.
 */
export class Together<Value> {
  readonly #readAll: (names: readonly string[]) => Promise<ReadonlyMap<string, Value>>;
  readonly #waiting: Asked<Value>[] = [];
  #underWay = 0;

  constructor(readAll: (names: readonly string[]) => Promise<ReadonlyMap<string, Value>>) {
    this.#readAll = readAll;
  }

  /** What has this name; undefined where nothing has. Fails as the whole reading does. */
  read(name: string): Promise<Value | undefined> {
    return new Promise((tell, fail) => {
      this.#waiting.push({ name, tell, fail });
      if (this.#underWay < mostAtOnce) void this.#begin();
    });
  }

  async #begin(): Promise<void> {
    this.#underWay += 1;
    // Who asks in this very turn of the event loop comes along.
    await setImmediate();
    while (this.#waiting.length > 0) {
      const asked = this.#waiting.splice(0, READ_TOGETHER);
      try {
        const values = await this.#readAll([...new Set(asked.map(({ name }) => name))]);
        for (const { name, tell } of asked) tell(values.get(name));
      } catch (error) {
        // While the database is away, who waits for the next reading would only wait twice as long.
        const alike = isUnavailable(error) ? this.#waiting.splice(0) : [];
        for (const { fail } of [...asked, ...alike]) fail(error);
      }
    }
    this.#underWay -= 1;
  }
}
