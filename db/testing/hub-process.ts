import { startEmbedded } from "@/db/embedded/start";

/** A hub reduced to its database, for tests that kill it: `node hub-process.js <data folder>`. */
const [, , dataDir = ""] = process.argv;

try {
  const server = await startEmbedded({ dataDir, log: () => {} });
  server.onExit((reason) => {
    process.stdout.write(`${JSON.stringify({ lost: reason.message })}\n`);
    process.exit(1);
  });
  process.on("SIGTERM", () => void server.stop().then(() => process.exit(0)));
  process.stdout.write(`${JSON.stringify({ ...server, pid: process.pid })}\n`);
} catch (error) {
  process.stdout.write(
    `${JSON.stringify({ name: (error as Error).name, message: (error as Error).message })}\n`,
  );
  process.exitCode = 1;
}
