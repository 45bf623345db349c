/**
 * A key set is good for an API in an environment. So an Outpost that does not stand for one API of the catalog, in one
 * environment, lets in no key set at all, however good it is; access keys and personal keys ask for neither.
 */
export const KEY_SETS_SHUT_BY = [
  "outpost_without_api",
  "outpost_api_unknown",
  "outpost_without_environment",
] as const;
export type KeySetsShutBy = (typeof KEY_SETS_SHUT_BY)[number];

/** What an Outpost tells of itself: that it lets in the key sets that are subscribed, or why none. */
export const KEY_SETS_AT_OUTPOST = ["open", ...KEY_SETS_SHUT_BY] as const;
export type KeySetsAtOutpost = (typeof KEY_SETS_AT_OUTPOST)[number];

interface StandsFor {
  /** Null = every one. */
  environment: string | null;
  /** The slug that it was started with; null = none. */
  api: string | null;
}

/** `knows` = whether the catalog has an API of a slug. */
export function keySetsAt(
  { environment, api }: StandsFor,
  knows: (slug: string) => boolean,
): KeySetsAtOutpost {
  if (api === null) return "outpost_without_api";
  if (!knows(api)) return "outpost_api_unknown";
  return environment === null ? "outpost_without_environment" : "open";
}
