/** A stranger who asks Outposts over HTTP about a key and its token, knowing nothing else of them. */
import type { Caller } from "../../testing/caller";
import type { Member } from "./fleet";

export interface Probe {
  outpost: string;
  what: "key" | "token";
  /** By the caller's clock. */
  sentAt: number;
  answeredAt: number;
  status: number;
}

export interface Credential {
  what: "key" | "token";
  text: string;
}

const pauseMs = 25;

export async function probe(
  caller: Caller,
  { name, url }: Member,
  { what, text }: Credential,
): Promise<Probe> {
  const sentAt = caller.now();
  const { status, answeredAt } = await caller.send("GET", `${url}/_outpost/auth`, text);
  return { outpost: name, what, sentAt, answeredAt, status };
}

/** Asks each Outpost about each credential, again and again, until it says `status`; gives every answer that came. */
export async function askUntil(
  caller: Caller,
  members: readonly Member[],
  credentials: readonly Credential[],
  status: number,
  withinMs: number,
): Promise<Probe[]> {
  const pairs = members.flatMap((member) => credentials.map((credential) => ({ member, credential })));
  const until = caller.now() + withinMs;
  const all = await Promise.all(
    pairs.map(async ({ member, credential }) => {
      const probes: Probe[] = [];
      for (;;) {
        const last = await probe(caller, member, credential);
        probes.push(last);
        if (last.status === status || last.answeredAt > until) return probes;
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }),
  );
  return all.flat();
}
