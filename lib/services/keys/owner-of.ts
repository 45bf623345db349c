import type { Context } from "../context";

/** The person whose personal keys the caller means by "my own"; null for whoever is no person. */
export function ownerOf({ actor }: Context): string | null {
  return actor.kind === "user" ? actor.id : null;
}
