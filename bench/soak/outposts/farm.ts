/** Several Outposts in one process, each as the command runs it. Told which on standard input; says when all listen. */
import { readFileSync } from "node:fs";
import { Secret } from "@/lib/domain/secret";
import { run } from "@/outpost/cli/run";
import type { FarmOrder } from "./fleet";

const { hub, outposts }: FarmOrder = JSON.parse(readFileSync(0, "utf8"));
const running = await Promise.all(
  outposts.map(({ token, stateFile, port, maxStaleSeconds }) =>
    run(
      {
        ...{ hub: new URL(hub), token: new Secret(token), stateFile, port, maxStaleSeconds },
        ...{ upstream: null, host: "127.0.0.1", api: null, scopes: [], logLevel: "error" },
        ...{ behindProxy: false, keepCredential: false, answerWithinMs: 10_000 },
      },
      (line) => void process.stderr.write(line),
    ),
  ),
);
process.stdout.write("listening\n");
process.once("SIGINT", async () => {
  await Promise.all(running.map(({ stop }) => stop()));
  process.exit(0);
});
