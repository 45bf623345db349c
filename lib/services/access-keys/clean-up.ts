import { cleanUpCommand, cleanUpPlanQuery } from "../keys/clean-up";

/** What a clean up of the workspace's access keys would delete. */
export const planCleanUp = cleanUpPlanQuery({
  name: "access-key.clean-up-plan",
  permission: "access-key:view",
  kind: "access",
});

/** Deletes expired and revoked access keys, at most 1,000 at once. */
export const cleanUpAccessKeys = cleanUpCommand({
  name: "access-key.clean-up",
  permission: "access-key:delete",
  kind: "access",
  event: "access-key.deleted",
});
