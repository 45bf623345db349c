import { cleanUpCommand, cleanUpPlanQuery } from "../keys/clean-up";

/** What a clean up of one's own personal keys would delete. */
export const planPersonalCleanUp = cleanUpPlanQuery({
  name: "personal-key.clean-up-plan",
  permission: "personal-key:own",
  kind: "personal",
  own: true,
});

/** Deletes one's own expired and revoked personal keys. */
export const cleanUpPersonalKeys = cleanUpCommand({
  name: "personal-key.clean-up",
  permission: "personal-key:own",
  kind: "personal",
  own: true,
  event: "personal-key.deleted",
});
