import { listWorkspaces } from "@/db/queries/hub";
import { askAsHost } from "@/lib/entry/job";
import { verifyChain } from "@/lib/services/audit/verify-chain";
import { database } from "@/lib/services/database";
import { StartupError } from "@/lib/startup-error";

const findings = {
  changed: "it has been changed since it was written",
  missing: "one before it is missing",
  cut: "the end of the log has been cut off",
};

/** Walks the audit log of every workspace, or of one. False where a chain is broken. */
export async function auditVerify(slug: string | null, say: (line: string) => void): Promise<boolean> {
  const all = await listWorkspaces(database());
  const asked = all.filter((workspace) => slug === null || workspace.slug === slug);
  if (slug !== null && asked.length === 0)
    throw new StartupError(`There is no workspace ${slug} in this hub.`);
  let intact = true;
  for (const workspace of asked) {
    const answer = await askAsHost(verifyChain, workspace.id, {});
    if (answer.kind !== "done") throw new Error(`the audit log of ${workspace.slug} could not be read`);
    const { events, brokenAt, finding } = answer.value;
    if (answer.value.intact) say(`${workspace.slug}: ${events} events, the chain is intact.`);
    else say(`${workspace.slug}: the chain is BROKEN at event ${brokenAt}: ${finding && findings[finding]}.`);
    intact &&= answer.value.intact;
  }
  if (asked.length === 0) say("There is no workspace yet.");
  return intact;
}
