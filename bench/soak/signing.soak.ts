/** `npm run soak signing [turns]`: the signing key is rotated under the load of 20 Outposts. */
import { shortcomings, soakSigning } from "./signing";

const turns = Number(process.argv[2] ?? 10);
const figures = await soakSigning({ outposts: 20, programs: 10, turns, perSecond: 40, log: console.log });
const faults = shortcomings(figures);
for (const fault of faults) console.error(`FAILED: ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);
