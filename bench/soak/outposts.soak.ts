/** `npm run soak outposts [revocations]`: 50 Outposts, 100 revocations, refused everywhere within a second of the word. */
import { shortcomings, soakOutposts } from "./outposts";

const revocations = Number(process.argv[2] ?? 100);
const faults = shortcomings(await soakOutposts({ outposts: 50, revocations, log: console.log }));
for (const fault of faults) console.error(`FAILED: ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);
