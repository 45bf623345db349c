import type { Actor } from "@/lib/domain/people/actor";
import type { Context } from "../context";

/**
 * The person who acts in the browser; null for everybody else. A new secret is handed to a person alone: whoever stole a
 * personal key could otherwise make more of them, and keep a way in after it has been revoked.
 */
export function inBrowser({ actor }: Context): (Actor & { kind: "user" }) | null {
  return actor.kind === "user" && actor.key === undefined ? actor : null;
}
