import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below what Linux and others hand out to whoever asks for any, or calls somebody; each of the tests' workers has its own. */
const ofWorker = 2_000;
const firstPort = 11_000 + ofWorker * (Number(process.env.VITEST_POOL_ID ?? 0) % 10);
const lastPort = firstPort + ofWorker - 1;
let nextPort = randomInt(firstPort, lastPort);

/** A port that is free, another one each time. It stays free until its program takes it, and while that is away. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = nextPort;
    nextPort = port < lastPort ? port + 1 : firstPort;
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once("error", () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}
