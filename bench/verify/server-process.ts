/** The server's side of a measurement: says where it listens, and what CPU time it has used when asked. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

export function tellParent(server: Server, stop: () => Promise<void>): void {
  server.listen(0, "127.0.0.1", () => process.send!({ port: (server.address() as AddressInfo).port }));
  process.on("message", async (question) => {
    if (question === "cpu") {
      const { user, system } = process.cpuUsage();
      process.send!({ cpuMicroseconds: user + system });
    } else {
      server.close();
      server.closeAllConnections();
      await stop();
      process.send!({ stopped: true });
      process.disconnect();
    }
  });
}
