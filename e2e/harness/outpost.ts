/** An Outpost as the wire knows it, and nothing more: it fetches its state, listens, and answers with receipts. */
import { hubUrl } from "./run";

export interface WireOutpost {
  /** Ids of the signing keys that it knows. */
  kids(): string[];
  generation(): number;
  stop(): Promise<void>;
}

const SELF = "/v1/outposts/self";

/**
 * Runs one until it is stopped. `api` = what it says it was started with; left out, it says nothing of it. `skewMs` = how
 * far its clock is ahead of the hub's, as it says.
 */
export function runOutpost(token: string, api?: string | null, skewMs = 0): WireOutpost {
  const abort = new AbortController();
  const headers = { authorization: `Bearer ${token}` };
  let generation = 0;
  let revision = 0;
  let kids: string[] = [];
  const ask = (path: string, more: RequestInit = {}) =>
    fetch(`${hubUrl()}${SELF}/${path}`, {
      ...more,
      headers: { ...headers, ...(more.body ? { "content-type": "application/json" } : {}) },
      signal: abort.signal,
    });

  const take = (head: { generation: number; revision: number; signing_keys: { kid: string }[] }) => {
    generation = head.generation;
    kids = head.signing_keys.map(({ kid }) => kid);
  };
  async function fetchBundle(): Promise<void> {
    const answer = await ask("bundle");
    if (answer.status !== 200) throw new Error(`the bundle was answered ${answer.status}`);
    const [first] = (await answer.text()).split("\n");
    const head = JSON.parse(first ?? "");
    take(head);
    revision = head.revision;
  }
  async function report(): Promise<void> {
    const counts = { usage: { batch: 1, rows: [], callers: [] }, requests: { allowed: 12, denied: 3 } };
    const told = { generation, revision, kids, version: "0.1.0", api, clock_skew_ms: skewMs, canary: null };
    await ask("receipts", { method: "POST", body: JSON.stringify({ ...told, ...counts }) });
  }
  /** Until the stream ends, or a reset is told. */
  async function listen(): Promise<void> {
    const answer = await ask(`events?generation=${generation}&since=${revision}`);
    if (answer.status !== 200 || !answer.body) return;
    let text = "";
    for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
      text += piece;
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const lines = text.slice(0, end).split("\n");
        text = text.slice(end + 2);
        const data = JSON.parse(lines.find((line) => line.startsWith("data: "))?.slice(6) ?? "{}");
        if (lines.includes("event: reset")) return;
        revision = data.revision;
        if (data.head) take(data.head);
        await report();
      }
    }
  }
  const running = (async () => {
    while (!abort.signal.aborted) {
      await fetchBundle();
      await report();
      await listen();
    }
  })().catch(() => {});
  return {
    kids: () => kids,
    generation: () => generation,
    async stop() {
      abort.abort();
      await running;
    },
  };
}
