/** Server-sent events, as a client takes them apart. */
export interface TestEvent {
  event: string;
  id: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the wire brought
  data: any;
}

export interface EventStream {
  status: number;
  headers: Headers;
  /** The events so far. */
  events: TestEvent[];
  /** Whether the other side has ended it. */
  ended(): boolean;
  /** Waits for the first event, not seen yet, that is meant. */
  next(event: string, isMeant?: (data: TestEvent["data"]) => boolean): Promise<TestEvent>;
  close(): void;
}

const patienceMs = 5_000;

export async function openEventStream(url: string, token: string): Promise<EventStream> {
  const abort = new AbortController();
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    signal: abort.signal,
  });
  const events: TestEvent[] = [];
  let ended = false;
  let seen = 0;
  const read = async () => {
    let text = "";
    for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
      text += piece;
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        events.push(eventIn(text.slice(0, end)));
        text = text.slice(end + 2);
      }
    }
  };
  const reading = response.status === 200 ? read() : response.text();
  reading
    .catch(() => {})
    .finally(() => {
      ended = true;
    });
  return {
    status: response.status,
    headers: response.headers,
    events,
    ended: () => ended,
    async next(event, isMeant = () => true) {
      const until = Date.now() + patienceMs;
      while (Date.now() < until) {
        const at = events.findIndex((one, i) => i >= seen && one.event === event && isMeant(one.data));
        if (at >= 0) {
          seen = at + 1;
          return events[at]!;
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      throw new Error(`no ${event} came; ${JSON.stringify(events.slice(-3))}`);
    },
    close: () => abort.abort(),
  };
}

function eventIn(text: string): TestEvent {
  const fields = new Map(
    text.split("\n").map((line) => {
      const [name, ...rest] = line.split(": ");
      return [name!, rest.join(": ")] as const;
    }),
  );
  return {
    event: fields.get("event") ?? "message",
    id: fields.get("id") ?? null,
    data: JSON.parse(fields.get("data") ?? "null"),
  };
}
