/** `npm run soak withdrawal [revocations]`: 200 revocations under each trouble, 0 calls let through after any. */
import { shortcomings, soakWithdrawals } from "./withdrawal";

const revocations = Number(process.argv[2] ?? 200);
const all = await soakWithdrawals({ revocations, atOnce: 10, log: console.log });
const faults = shortcomings(all);
for (const fault of faults) console.error(`FAILED: ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);
