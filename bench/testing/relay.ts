/** A fixed address before a hub that comes and goes, which notes who connects and when. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface Relay {
  url: string;
  /** Where connections lead; null = nobody is there. */
  target: string | null;
  /** When each connection that led somewhere was taken, by this process's monotonic clock. */
  taken: number[];
  close(): Promise<void>;
}

export async function openRelay(target: string): Promise<Relay> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    near.on("error", () => {});
    if (relay.target === null) {
      near.destroy();
      return;
    }
    relay.taken.push(performance.now());
    const { hostname, port } = new URL(relay.target);
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.setNoDelay(true).pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const relay: Relay = {
    url: `http://127.0.0.1:${port}`,
    target,
    taken: [],
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return relay;
}
