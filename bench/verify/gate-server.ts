/** The gate as the hub runs it, behind its front, without the console. */
import { createGate } from "@/gate/create-gate";
import { config } from "@/lib/config";
import { createLog } from "@/lib/log";
import { closeDatabase } from "@/lib/services/database";
import { readTrustedProxies } from "@/server/front/client-address";
import { createFront } from "@/server/front/front";
import { tellParent } from "./server-process";

const gate = await createGate({
  feedUrl: config().runUrl,
  name: "bench",
  log: createLog("warn", "bench"),
  publicUrl: config().publicUrl,
});
const front = createFront({
  publicUrl: config().publicUrl,
  publicUrlGiven: false,
  trustedProxies: readTrustedProxies("none"),
  gate: () => gate,
  console: () => undefined,
  ready: () => true,
});
tellParent(front, async () => {
  await gate.stop();
  await closeDatabase();
});
