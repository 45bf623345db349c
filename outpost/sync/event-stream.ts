import { WireFault } from "./wire";

export interface ServerEvent {
  event: string;
  data: string;
}

const longestEvent = 32_000_000;

/** Reads server-sent events (WHATWG HTML, section 9.2.6): lines end in CR, LF or both; one that broke off is none. */
export async function* eventsOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let text = "";
  let event = "";
  let data: string[] = [];
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > longestEvent) throw new WireFault("an event without an end");
    // A CR at the very end may be half of a CR LF.
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    text = lines.pop()!;
    for (const line of lines) {
      if (line === "") {
        if (data.length > 0) yield { event: event || "message", data: data.join("\n") };
        event = "";
        data = [];
        continue;
      }
      const colon = line.indexOf(":");
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "event") event = value;
      if (field === "data") data.push(value);
    }
  }
}
