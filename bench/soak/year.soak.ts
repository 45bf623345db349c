/** `npm run soak year [sets]`: 1,000 key sets with mixed policies, a year of each, kept by two instances. */
import { startTestServer } from "@/db/testing/server";
import { shortcomings, soakYear } from "./year";

const sets = Number(process.argv[2] ?? 1_000);
// Nothing is killed here: that what is written outlasts the machine is proven elsewhere.
const server = await startTestServer();
const options = { sets, seed: 2027, months: 12, madeWithinDays: 45, busyEvery: 10 };
const figures = await soakYear({ ...options, log: console.log });
await server.stop();
const faults = shortcomings(figures);
for (const fault of faults) console.error(`FAILED: ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);
