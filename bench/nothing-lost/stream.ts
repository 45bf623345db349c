/** A stream of creates and revokes over the management API, and a ledger of what was acknowledged. */
import { setTimeout as sleep } from "node:timers/promises";
import { awakeMs } from "../testing/awake";

/** How far a key has come, by what the hub has answered. `revoking` = asked, no answer: either is right. */
export type Known = "created" | "revoking" | "revoked";

export interface Entry {
  id: string;
  text: string;
  known: Known;
}

export interface Stream {
  ledger: Entry[];
  /** Answers by status; `0` = none came. */
  answers: Map<number, number>;
  /** What no hub may do: a fault that is not 503, a 503 without Retry-After, an answer that never comes. */
  faults: string[];
  /** When the last good answer to a change came, by the clock that stands still while the machine does. */
  lastChangeAt(): number;
  /** Resolves once a few keys have been made and one revoked: what is to befall the hub then falls into the middle of work. */
  underWay(): Promise<void>;
  stop(): Promise<void>;
}

const workers = 6;
const hangMs = 10_000;
/** Of a database's return, until the hub serves again. */
export const servesWithinMs = 3_000;

export async function call(url: string, key: string, path: string, body: object): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const signal = AbortSignal.timeout(hangMs);
  return fetch(url + path, { method: "POST", headers, body: JSON.stringify(body), signal });
}

/** Creates keys and revokes every second one, as fast as the hub answers, until it is stopped. */
export function startStream(url: string, key: string): Stream {
  let stopping = false;
  let lastChangeAt = 0;
  const ledger: Entry[] = [];
  const answers = new Map<number, number>();
  const faults: string[] = [];

  /** The JSON of a good answer; null where the change was not acknowledged. */
  // biome-ignore lint/suspicious/noExplicitAny: the answer is the hub's own
  async function change(path: string, body: object): Promise<any> {
    try {
      const answer = await call(url, key, path, body);
      const text = await answer.text();
      answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
      if (answer.ok) {
        lastChangeAt = awakeMs();
        return JSON.parse(text);
      }
      if (answer.status !== 503) faults.push(`${answer.status} for ${path}: ${text}`);
      else if (!answer.headers.get("retry-after")) faults.push(`503 without Retry-After for ${path}`);
    } catch (error) {
      answers.set(0, (answers.get(0) ?? 0) + 1);
      if ((error as Error).name === "TimeoutError") faults.push(`no answer within ${hangMs} ms for ${path}`);
    }
    await sleep(20);
    return null;
  }

  async function work(worker: number): Promise<void> {
    for (let turn = 0; !stopping; turn++) {
      const name = `Worker ${worker}, turn ${turn}`;
      const made = await change("/v1/keys", {
        name,
        environment: "production",
        expiration: "90",
        scopes: [],
      });
      if (!made) continue;
      const entry: Entry = { id: made.id, text: made.secret, known: "created" };
      ledger.push(entry);
      if ((turn + worker) % 2 === 0 || stopping) continue;
      entry.known = "revoking";
      if (await change(`/v1/keys/${entry.id}/revoke`, { reason: "leaked" })) entry.known = "revoked";
    }
  }

  const all = Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  return {
    ledger,
    answers,
    faults,
    lastChangeAt: () => lastChangeAt,
    async underWay() {
      const startedAt = performance.now();
      while (ledger.length < workers || !ledger.some((entry) => entry.known === "revoked")) {
        if (performance.now() - startedAt > 20_000) throw new Error(`no changes: ${faults.join("; ")}`);
        await sleep(5);
      }
    },
    async stop() {
      stopping = true;
      await all;
    },
  };
}

/** The verdict's code. A gate that has just got its database back may say 503 for a moment: that is asked again. */
async function verdict(url: string, key: string, text: string): Promise<string> {
  const startedAt = awakeMs();
  for (;;) {
    const answer = await call(url, key, "/v1/keys/verify", { key: text });
    const { code = "none" } = (await answer.json()) as { code?: string };
    if (answer.status !== 503 || awakeMs() - startedAt > servesWithinMs) return code;
    await sleep(20);
  }
}

/** Holds the hub to its acknowledgements; one line for each that it has broken. */
export async function broken(url: string, key: string, ledger: readonly Entry[]): Promise<string[]> {
  const found: string[] = [];
  const rest = [...ledger];
  const right: Record<Known, string[]> = {
    created: ["valid"],
    revoking: ["valid", "revoked"],
    revoked: ["revoked"],
  };
  async function check(): Promise<void> {
    for (let entry = rest.pop(); entry; entry = rest.pop()) {
      const code = await verdict(url, key, entry.text);
      if (!right[entry.known].includes(code)) found.push(`${entry.id} was ${entry.known}, is ${code}`);
    }
  }
  await Promise.all(Array.from({ length: workers }, check));
  return found;
}
