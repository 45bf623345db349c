/** Programs that use a key all the time, at two gates, and remember every answer. */
import type { Caller } from "../testing/caller";
import type { House, MadeKey } from "../testing/house";

export interface Use {
  gate: string;
  /** By this process's monotonic clock, right before the request was written. */
  sentAt: number;
  /** When the first byte of the answer was here. */
  answeredAt: number;
  /** The gate let the key through. */
  passed: boolean;
  status: number;
}

export interface User {
  uses: Use[];
  /** Calls that got no answer at all. */
  lost: number;
  /** Ends the calling, and waits for the answers under way. */
  stop(): Promise<void>;
}

/**
 * Uses a key so many times a second, at each gate in turn: as an API that asks about its caller's key (verify), and as
 * the bearer itself (whoami).
 */
export function useKey(
  caller: Caller,
  { gates }: House,
  key: MadeKey,
  verifier: MadeKey,
  perSecond: number,
): User {
  const uses: Use[] = [];
  const underWay = new Set<Promise<void>>();
  const user = { uses, lost: 0, stop };
  let turn = 0;

  async function call(gate: House["gates"][number], asBearer: boolean): Promise<void> {
    const sentAt = performance.now();
    try {
      const reply = asBearer
        ? await caller.send("GET", `${gate.url}/v1/whoami`, key.text)
        : await caller.send("POST", `${gate.url}/v1/keys/verify`, verifier.text, { key: key.text });
      const passed = reply.status === 200 && (asBearer || JSON.parse(reply.body).valid === true);
      uses.push({ gate: gate.name, sentAt, answeredAt: reply.answeredAt, passed, status: reply.status });
    } catch {
      user.lost += 1;
    }
  }

  const timer = setInterval(() => {
    const gate = gates[turn % gates.length]!;
    const asBearer = Math.floor(turn / gates.length) % 2 === 1;
    turn += 1;
    const done = call(gate, asBearer).finally(() => underWay.delete(done));
    underWay.add(done);
  }, 1_000 / perSecond);

  async function stop(): Promise<void> {
    clearInterval(timer);
    await Promise.all(underWay);
  }
  return user;
}
