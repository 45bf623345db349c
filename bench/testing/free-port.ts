import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** No system hands out a port below 32,768 to whoever asks for any, or calls somebody. */
const [firstPort, lastPort] = [11_000, 32_000];
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
