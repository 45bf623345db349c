/** The console: Next's production server on a unix socket, a child of the hub. It ends when the hub does. */
import { createServer } from "node:http";
import { join } from "node:path";
import { format } from "node:util";
import next from "next";
import { log } from "@/lib/log";
import { closeDatabase } from "@/lib/services/database";
import { answerCompressed, listCompressed } from "./compressed-files";
import type { FromConsole, ToConsole } from "./console-child";
import { projectFolder } from "./project-folder";

const socketPath = process.argv[2] ?? "";

// A hub that is killed leaves a closed channel behind; nobody would stop an orphan.
process.on("disconnect", () => process.exit(0));
// One that was killed while this program was still being read has left before anybody listened.
if (!process.connected) process.exit(0);
// Ctrl-C reaches the whole process group; the hub says when its requests are done.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
process.on("unhandledRejection", (error) => log().error(error, "unhandled rejection"));

// Next prints errors as lines of text; the log is one JSON object per line, with secrets starred.
console.log = console.info = (...words) => log().debug(format(...words));
console.warn = (...words) => log().warn(format(...words));
console.error = (...words) => log().error(format(...words));

async function main(): Promise<void> {
  const app = next({ dev: process.env.NODE_ENV === "development", dir: projectFolder(), quiet: true });
  await app.prepare();
  const handle = app.getRequestHandler();
  const compressed = listCompressed(join(projectFolder(), ".next", "static"));
  // The front keeps the time; here a connection must never be closed while a request is on its way.
  const server = createServer(
    { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 },
    (request, response) => {
      if (answerCompressed(compressed, request, response)) return;
      handle(request, response).catch((error: unknown) => {
        log().error(error, "a page failed");
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    },
  );
  process.on("message", async (message: ToConsole) => {
    if (message !== "stop") return;
    server.close();
    server.closeAllConnections();
    await closeDatabase();
    process.exit(0);
  });
  server.listen(socketPath, () => process.send?.("ready" satisfies FromConsole));
}

main().catch((error: unknown) => {
  log().fatal(error, "the console does not start");
  process.exit(1);
});
