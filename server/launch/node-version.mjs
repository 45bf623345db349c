import { PlainError } from "./plain-error.mjs";

/** Refuses a Node.js that is too old, before anything in it fails with a riddle. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  // What hashes a text at once came with these.
  if (major > 21 || (major === 21 && minor >= 7) || (major === 20 && minor >= 12)) return;
  throw new PlainError(
    `Keysmith needs Node.js 20.12 or newer, this is ${version}: install a newer one from https://nodejs.org.`,
  );
}
