import { setupIsOpen } from "@/db/queries/hub-setup";
import { database } from "../database";

/** Whether the hub still waits for its first owner: what the sign-in page tells whoever comes too early. */
export function setupOpen(): Promise<boolean> {
  return setupIsOpen(database());
}
