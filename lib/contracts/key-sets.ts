/** What the key-set commands and the list of Workspace > Keys take. */
import { z } from "zod";
import { AUTH_TYPES } from "@/lib/domain/key-sets/auth-types";
import { KEY_SET_SORTS } from "@/lib/domain/key-sets/list-words";
import { ENVIRONMENT_PATTERN } from "@/lib/domain/keys/key-text";
import { EXPIRY_FILTERS } from "@/lib/domain/keys/list-words";
import { STATUSES } from "@/lib/domain/keys/status";
import { REVOKE_CHOICES } from "./access-keys";
import { direction, idsOf, listOf, oneId, pageNumber, pageSize, searchText, wordsOf } from "./list-filter";
import { idText, nameText, plainText } from "./text";

/** A day in UTC, as in 2026-03-31; what is no day asks nothing. */
const day = z.iso.date().nullable().catch(null);

/** Every URL is good: what is off falls back. Lists are comma-separated, dates are days in UTC and both included. */
export const keySetFilter = z.object({
  q: searchText,
  status: wordsOf(STATUSES),
  authType: wordsOf(AUTH_TYPES),
  environment: listOf((member) => ENVIRONMENT_PATTERN.test(member)),
  /** Ids: key sets that a live subscription opens one of these APIs to. */
  api: idsOf,
  application: oneId,
  organization: idsOf,
  group: idsOf,
  expiry: z.enum(EXPIRY_FILTERS).nullable().catch(null),
  createdFrom: day,
  createdTo: day,
  /** When LATEST was made. */
  rotatedFrom: day,
  rotatedTo: day,
  lastUsedFrom: day,
  lastUsedTo: day,
  expiresFrom: day,
  expiresTo: day,
  sort: z.enum(KEY_SET_SORTS).catch("created"),
  order: direction("desc"),
  page: pageNumber,
  size: pageSize,
});

/** What of the address names something: the filters show it by name. */
export const keySetFilterNames = z.object({ api: idsOf, application: oneId });

export const oneKeySet = z.strictObject({ id: idText });

const reason = plainText("Reason", 300).default("");
export const suspendKeySet = z.strictObject({ id: idText, reason });

/** `version`: the generation that is on the screen, so that nobody replaces a key that they have not seen. */
export const regenerateKeySet = z.strictObject({
  id: idText,
  version: z.int("That is no generation.").min(1).optional(),
});

/** `version`: the generation whose secret is wanted; absent = LATEST. */
export const retrieveCredentials = z.strictObject({
  id: idText,
  version: z.int("That is no generation.").min(1).optional(),
});

export const revokeKeySet = z.strictObject({
  id: idText,
  reason: z.enum(REVOKE_CHOICES, "Choose a reason."),
});

export const renameKeySet = z.strictObject({ id: idText, name: nameText });
