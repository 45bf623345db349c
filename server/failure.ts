import { SettingError } from "@/lib/config";
import { withoutCredentials } from "@/lib/log";
import { StartupError } from "@/lib/startup-error";

/** What a person is told when the hub does not start: one sentence for every trouble that is known. */
export function sentenceOf(error: unknown): string {
  if (error instanceof StartupError || error instanceof SettingError)
    return withoutCredentials(error.message);
  const {
    code,
    message = String(error),
    stack,
  } = error as { code?: string; message?: string; stack?: string };
  if (code === "ENOSPC") return "The disk is full: free some space and start again.";
  return withoutCredentials(
    `Keysmith could not start (${message}). This is a fault of its own:\n${stack ?? ""}`,
  );
}
