/**
 * Acts that only an Owner does ask for the password again. Whoever sends a form through here gets that for free: the
 * dialog opens above it, and once the password was given, what was asked is done, with all that was typed.
 */
import type { Answer } from "@/lib/contracts/answer";

/** Asks for the password; resolves to whether it was given. */
type Asker = () => Promise<boolean>;
let asker: Asker | null = null;

/** The dialog offers itself while it is mounted. */
export function offerStepUp(ask: Asker): () => void {
  asker = ask;
  return () => {
    if (asker === ask) asker = null;
  };
}

/** Runs an action, and once more after the password where it was refused for want of it. */
export async function withStepUp<Value>(run: () => Promise<Answer<Value>>): Promise<Answer<Value>> {
  const answer = await run();
  const wanted = answer.kind === "refused" && answer.code === "password-needed";
  return wanted && asker && (await asker()) ? run() : answer;
}
