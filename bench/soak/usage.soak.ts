/** `npm run soak usage [calls]`: a million calls over two gates, one of which is killed on the way. */
import { soakUsage } from "./usage";

const calls = Number(process.argv[2] ?? 1_000_000);
const { faults } = await soakUsage({ calls, log: console.log });
for (const fault of faults) console.error(`FAILED: ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);
