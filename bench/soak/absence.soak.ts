/** `npm run soak absence [outposts]`: a hub that goes and comes back before 50 Outposts that go on without it. */
import { shortcomings, soakAbsence } from "./absence";

const outposts = Number(process.argv[2] ?? 50);
const faults = shortcomings(await soakAbsence({ outposts, awayMs: 20_000, log: console.log }));
for (const fault of faults) console.error(`FAILED: ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);
