import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drain } from "./drain";

let server: Server;
let url = "";
let waiting: ServerResponse[] = [];
const patient = new AbortController().signal;

beforeEach(async () => {
  waiting = [];
  server = createServer((request, response) => {
    if (request.url === "/slow") waiting.push(response);
    else response.end("quick");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => server.closeAllConnections());

async function slowCall(): Promise<{ outcome: Promise<string> }> {
  const outcome = fetch(`${url}/slow`).then(
    (answer) => answer.text(),
    () => "broken off",
  );
  while (waiting.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  return { outcome };
}

describe("a hub that is told to stop", () => {
  it("answers what is under way, and takes nothing new", async () => {
    const { outcome } = await slowCall();
    const drained = drain(server, 5_000, patient);
    await expect(fetch(url)).rejects.toThrow();
    waiting[0]!.end("whole");
    expect(await outcome).toBe("whole");
    await drained;
  });

  it("does not wait for connections that are merely kept open", async () => {
    await (await fetch(url)).text();
    const startedAt = performance.now();
    await drain(server, 5_000, patient);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it("waits no longer than it is told", async () => {
    const { outcome } = await slowCall();
    await drain(server, 100, patient);
    expect(await outcome).toBe("broken off");
  });

  it("waits no longer once it is told to hurry", async () => {
    const { outcome } = await slowCall();
    const hurry = new AbortController();
    const drained = drain(server, 60_000, hurry.signal);
    hurry.abort();
    await drained;
    expect(await outcome).toBe("broken off");
  });
});
