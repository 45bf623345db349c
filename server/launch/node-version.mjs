import { PlainError } from "./plain-error.mjs";

/** Refuses a Node.js that is too old, before anything in it fails with a riddle. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 9)) return;
  throw new PlainError(
    `Keysmith needs Node.js 20.9 or newer, this is ${version}: install a newer one from https://nodejs.org.`,
  );
}
