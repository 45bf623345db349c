/** A wire to the database that can be held or cut: what a network does to a gate. */
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Wire {
  /** The database's address, by way of this wire. */
  url: string;
  /** Nothing passes any more, and nobody is told. */
  hold(): void;
  /** Every connection breaks, and none is taken, until `mend`. */
  cut(): void;
  mend(): void;
  close(): void;
}

export async function openWire(databaseUrl: string): Promise<Wire> {
  const address = new URL(databaseUrl);
  const upstream = join(address.searchParams.get("host")!, `.s.PGSQL.${address.searchParams.get("port")}`);
  const folder = mkdtempSync(join(tmpdir(), "keysmith-wire-"));
  const pairs = new Set<[Socket, Socket]>();
  let state: "open" | "held" | "cut" = "open";

  const server = createServer((near) => {
    if (state === "cut") {
      near.destroy();
      return;
    }
    const far = connect(upstream);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on("data", (chunk) => to.write(chunk));
      from.on("error", () => {});
      from.on("close", () => {
        to.destroy();
        pairs.delete(pair);
      });
    }
    if (state === "held") pair.map((socket) => socket.pause());
  });
  await new Promise<void>((resolve) => server.listen(join(folder, ".s.PGSQL.5432"), resolve));

  address.searchParams.set("host", folder);
  address.searchParams.set("port", "5432");
  const end = () => [...pairs].flat().map((socket) => socket.destroy());
  return {
    url: address.href,
    hold() {
      state = "held";
      for (const socket of [...pairs].flat()) socket.pause();
    },
    cut() {
      state = "cut";
      end();
    },
    mend() {
      state = "open";
      for (const socket of [...pairs].flat()) socket.resume();
    },
    close() {
      end();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
