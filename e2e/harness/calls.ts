/** The management API as a program calls it. */
import { expect } from "./expect";
import type { Gate, GateAnswer } from "./gate";

export interface Calls {
  /** Any call. */
  call(method: string, path: string, body?: unknown): Promise<GateAnswer>;
  /** The same, which must succeed; gives its body. */
  // biome-ignore lint/suspicious/noExplicitAny: the tests state what they expect of a body
  done(method: string, path: string, body?: unknown): Promise<any>;
}

/** What whoever holds `key` calls. */
export function callsOf(gate: Gate, key: string): Calls {
  const call: Calls["call"] = (method, path, body) =>
    gate.call(path, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    call,
    async done(method, path, body) {
      const answer = await call(method, path, body);
      expect(answer.status, `${method} ${path}: ${answer.text}`).toBeLessThan(300);
      return answer.body;
    },
  };
}
