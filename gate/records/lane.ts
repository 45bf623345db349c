import { isUnavailable } from "@/lib/services/gate/in-time";

/** Too many are waiting, or the database is known to be away: the caller shall come again. */
export class Busy extends Error {
  constructor() {
    super("too many lookups are waiting");
  }
}

interface Waiting {
  go(): void;
  refuse(error: Error): void;
}

/**
 * Lets so many lookups run at once and so many wait; more are refused. Strangers with invented keys can so fill a lane,
 * never the connections of everybody else. While the database is away one lookup at a time tries whether it is back,
 * and the others are refused without a wait.
 */
export class Lane {
  readonly #atOnce: number;
  readonly #mostWaiting: number;
  readonly #waiting: Waiting[] = [];
  #running = 0;
  #away = false;

  constructor(atOnce: number, mostWaiting: number) {
    this.#atOnce = atOnce;
    this.#mostWaiting = mostWaiting;
  }

  async run<T>(lookup: () => Promise<T>): Promise<T> {
    if (this.#running >= (this.#away ? 1 : this.#atOnce)) await this.#queue();
    else this.#running += 1;
    try {
      const found = await lookup();
      this.#away = false;
      return found;
    } catch (error) {
      if (isUnavailable(error)) this.#loseDatabase();
      throw error;
    } finally {
      // The place is handed on, or a newcomer could take it too before the one who waited does.
      const next = this.#waiting.shift();
      if (next) next.go();
      else this.#running -= 1;
    }
  }

  #queue(): Promise<void> {
    if (this.#away || this.#waiting.length >= this.#mostWaiting) throw new Busy();
    return new Promise((resolve, reject) => this.#waiting.push({ go: resolve, refuse: reject }));
  }

  #loseDatabase(): void {
    this.#away = true;
    for (const { refuse } of this.#waiting.splice(0)) refuse(new Busy());
  }
}
