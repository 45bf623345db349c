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
 * never the connections of everybody else. Those who ask take turns, and in a full lane who has the most waiting gives
 * way: a flood from one address slows and refuses itself, not the holders of good keys elsewhere. While the database is away one lookup at a time tries whether it is back,
 * and the others are refused without a wait.
 */
export class Lane {
  readonly #atOnce: number;
  readonly #mostWaiting: number;
  /** Who asks -> their lookups that wait, in the order in which they have their turn. */
  readonly #waiting = new Map<string, Waiting[]>();
  #waitingInAll = 0;
  #running = 0;
  #away = false;

  constructor(atOnce: number, mostWaiting: number) {
    this.#atOnce = atOnce;
    this.#mostWaiting = mostWaiting;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waitingInAll;
  }

  /** `who` = the address that it is done for. */
  async run<T>(lookup: () => Promise<T>, who: string | null = null): Promise<T> {
    if (this.#running >= (this.#away ? 1 : this.#atOnce)) await this.#queue(who ?? "");
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
      const next = this.#next();
      if (next) next.go();
      else this.#running -= 1;
    }
  }

  #queue(who: string): Promise<void> {
    if (this.#away) throw new Busy();
    const own = this.#waiting.get(who) ?? [];
    if (this.#waitingInAll >= this.#mostWaiting) this.#makeRoomBeside(own);
    this.#waiting.set(who, own);
    this.#waitingInAll += 1;
    return new Promise((resolve, reject) => own.push({ go: resolve, refuse: reject }));
  }

  /** The last one of whoever has the most waiting goes; where nobody has more than the newcomer will have, it is that. */
  #makeRoomBeside(own: readonly Waiting[]): void {
    let most: Waiting[] = [];
    for (const waiting of this.#waiting.values()) if (waiting.length > most.length) most = waiting;
    if (most.length <= own.length + 1) throw new Busy();
    this.#waitingInAll -= 1;
    most.pop()!.refuse(new Busy());
  }

  #next(): Waiting | undefined {
    for (const [who, waiting] of this.#waiting) {
      const next = waiting.shift();
      this.#waiting.delete(who);
      if (waiting.length > 0) this.#waiting.set(who, waiting);
      this.#waitingInAll -= 1;
      return next;
    }
    return undefined;
  }

  #loseDatabase(): void {
    this.#away = true;
    for (const waiting of this.#waiting.values()) for (const { refuse } of waiting) refuse(new Busy());
    this.#waiting.clear();
    this.#waitingInAll = 0;
  }
}
