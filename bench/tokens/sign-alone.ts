/** The yardstick of the exchange: RS256 signatures with an RSA-2048 key and nothing else. Signs for so long when asked. */
import { generateKeyPairSync, sign } from "node:crypto";
import { promisify } from "node:util";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const signed = Buffer.alloc(600, "a");
const signOnce = promisify(sign);
const atOnce = 4;

process.on("message", async (seconds: number) => {
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  let signatures = 0;
  const one = async () => {
    for (; performance.now() < until; signatures++) await signOnce("sha256", signed, privateKey);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  process.send?.({ signatures, seconds: (performance.now() - begun) / 1_000 });
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
