import { type DiagnosticDraft, insertDiagnostics } from "@/db/queries/diagnostics";
import { database } from "../database";
import { inTime } from "./in-time";

export type { DiagnosticDraft } from "@/db/queries/diagnostics";

/** Keeps the causes of refusals under the ids that the bearers were given. */
export function writeDiagnostics(drafts: readonly DiagnosticDraft[]): Promise<void> {
  return inTime(insertDiagnostics(database(), drafts));
}
