import { setImmediate } from "node:timers/promises";

/** So many readings at once: further ones would wait in the pool, where they cannot join any more. */
const mostAtOnce = 2;
const mostInOne = 64;

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
  #waiting: Asked<Value>[] = [];
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
      const asked = this.#waiting.slice(0, mostInOne);
      this.#waiting = this.#waiting.slice(mostInOne);
      try {
        const values = await this.#readAll([...new Set(asked.map(({ name }) => name))]);
        for (const { name, tell } of asked) tell(values.get(name));
      } catch (error) {
        for (const { fail } of asked) fail(error);
      }
    }
    this.#underWay -= 1;
  }
}
