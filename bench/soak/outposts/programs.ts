/** Programs that exchange their key for tokens all the time, and call with the newest and with older ones at any Outpost. */
import type { Caller } from "../../testing/caller";
import type { MadeKey } from "../../testing/house";
import type { Member } from "./fleet";

export interface HeldToken {
  text: string;
  kid: string;
  /** When it was here, by the caller's clock. */
  issuedAt: number;
}

export interface TokenUse {
  outpost: string;
  kid: string;
  issuedAt: number;
  sentAt: number;
  answeredAt: number;
  status: number;
}

export interface Program {
  uses: TokenUse[];
  tokens: HeldToken[];
  /** Exchanges that were put off with 503: the machine was too full to answer in time. */
  putOff: number;
  /** Other calls and exchanges that got no good answer, in a word each. */
  lost: string[];
  stop(): Promise<void>;
}

const exchangeEveryMs = 400;
/** Tokens of the last seconds are in use side by side, as with programs that keep theirs for minutes. */
const heldTokens = 40;

export function runProgram(
  caller: Caller,
  hub: string,
  members: readonly Member[],
  key: MadeKey,
  perSecond: number,
): Program {
  const underWay = new Set<Promise<void>>();
  const program: Program = { uses: [], tokens: [], putOff: 0, lost: [], stop };

  async function exchange(): Promise<void> {
    const { status, body, answeredAt } = await caller.send("POST", `${hub}/v1/token`, key.text, {});
    if (status === 503) {
      program.putOff += 1;
      return;
    }
    if (status !== 200) {
      program.lost.push(`an exchange was answered ${status}`);
      return;
    }
    const text: string = JSON.parse(body).token;
    const { kid } = JSON.parse(Buffer.from(text.split(".")[0]!, "base64url").toString());
    program.tokens.push({ text, kid, issuedAt: answeredAt });
  }

  async function call(): Promise<void> {
    const held = program.tokens.slice(-heldTokens);
    // Every other call with the newest, which no Outpost may have seen the key of.
    const token = Math.random() < 0.5 ? held.at(-1) : held[Math.floor(Math.random() * held.length)];
    if (!token) return;
    const { name, url } = members[Math.floor(Math.random() * members.length)]!;
    const sentAt = caller.now();
    const { status, answeredAt } = await caller.send("GET", `${url}/_outpost/auth`, token.text);
    const { kid, issuedAt } = token;
    program.uses.push({ outpost: name, kid, issuedAt, sentAt, answeredAt, status });
  }

  function begin(act: () => Promise<void>): void {
    const done = act()
      .catch((error) => void program.lost.push(String(error)))
      .finally(() => underWay.delete(done));
    underWay.add(done);
  }
  begin(exchange);
  const timers = [
    setInterval(() => begin(exchange), exchangeEveryMs),
    setInterval(() => begin(call), 1_000 / perSecond),
  ];
  async function stop(): Promise<void> {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(underWay);
  }
  return program;
}
