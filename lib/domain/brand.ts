/** A nominal string: `Brand<"WorkspaceId">` is no plain string, so only its mint can make one. */
export type Brand<Name extends string> = string & { readonly __brand: Name };

/** The tenant. Minted by the doors in `lib/entry` alone; the first argument of every query. */
export type WorkspaceId = Brand<"WorkspaceId">;
