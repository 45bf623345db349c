/** `npm run soak signing-keys [bursts]`: 200 bursts of 6 rotations at once, over two gates; one signing key after each. */
import { shortcomings, soakSigningKeys } from "./signing-keys";

const faults = shortcomings(
  await soakSigningKeys({ bursts: Number(process.argv[2] ?? 200), log: console.log }),
);
for (const fault of faults) console.error(`FAILED: ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);
