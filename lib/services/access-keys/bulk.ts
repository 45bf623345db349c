import { manyKeys, revokeManyKeys } from "@/lib/contracts/many-keys";
import { bulkCommand } from "../keys/bulk";

/** Withdraws many keys for good; those that are withdrawn or expired already are skipped. */
export const revokeKeys = bulkCommand({
  name: "access-key.bulk-revoke",
  permission: "access-key:revoke",
  input: revokeManyKeys,
  kind: "access",
  move: "revoke",
  event: "access-key.revoked",
  withdraws: true,
});

/** Refuses the calls of many keys until they are enabled again. */
export const disableKeys = bulkCommand({
  name: "access-key.bulk-disable",
  permission: "access-key:disable",
  input: manyKeys,
  kind: "access",
  move: "disable",
  event: "access-key.disabled",
  withdraws: true,
});

/** Takes back the disabling of many keys. */
export const enableKeys = bulkCommand({
  name: "access-key.bulk-enable",
  permission: "access-key:disable",
  input: manyKeys,
  kind: "access",
  move: "enable",
  event: "access-key.enabled",
  withdraws: false,
});

/** Revokes many keys at once and takes them out of every list. */
export const deleteKeys = bulkCommand({
  name: "access-key.bulk-delete",
  permission: "access-key:delete",
  input: manyKeys,
  kind: "access",
  move: "delete",
  event: "access-key.deleted",
  withdraws: true,
});
