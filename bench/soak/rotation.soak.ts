/** `npm run soak rotation [keys]`: 100 keys rotated, rolled back and ended; 0 refusals of a good secret, 0 passes of an ended one. */
import { shortcomings, soakRotations } from "./rotation";

const keys = Number(process.argv[2] ?? 100);
const faults = shortcomings(
  await soakRotations({ keys, turns: 3, perSecond: 2, withinMs: 10_000, log: console.log }),
);
for (const fault of faults) console.error(`FAILED: ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);
