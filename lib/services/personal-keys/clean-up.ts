import { canCleanUpQuery, cleanUpCommand, cleanUpPlanQuery } from "../keys/clean-up";

/** Whether the user has anything to clean up. */
export const canCleanUpPersonal = canCleanUpQuery({
  name: "personal-key.can-clean-up",
  permission: "personal-key:own",
  kind: "personal",
  own: true,
});

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
