/** `npm run soak nothing-lost`: 200 kills of the hub, 50 of PostgreSQL and 20 restarts of it; nothing acknowledged is lost. */
import { killDatabase } from "../nothing-lost/kill-database";
import { killHub } from "../nothing-lost/kill-hub";

const hubKills = Number(process.argv[2] ?? 200);
const databaseKills = Number(process.argv[3] ?? 50);
const restarts = Number(process.argv[4] ?? 20);

const hub = await killHub(hubKills, console.log);
console.log(hub);
const signals = [
  ...new Array<NodeJS.Signals>(databaseKills).fill("SIGKILL"),
  ...new Array<NodeJS.Signals>(restarts).fill("SIGINT"),
];
const database = await killDatabase(signals, console.log);
console.log(database);
const faults = [...hub.faults, ...database.faults];
for (const fault of faults.slice(0, 20)) console.error(`FAILED: ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);
