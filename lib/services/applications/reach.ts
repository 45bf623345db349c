import type { ApplicationReach } from "@/db/queries/reach";
import { actorReach } from "@/lib/domain/people/actor";
import type { Permission } from "@/lib/domain/people/roles";
import type { Context } from "../context";

/** Whose applications the actor's permission reaches. What it does not reach does not exist for the actor. */
export function reachIn({ actor }: Context, permission: Permission): ApplicationReach {
  return actor.kind === "user" && actorReach(actor, permission) !== "all" ? { userId: actor.id } : "all";
}

/** Whether a permission reaches fewer applications than another one by which the actor sees them. */
export function reachesFewer({ actor }: Context, permission: Permission, view: Permission): boolean {
  return actorReach(actor, view) === "all" && actorReach(actor, permission) === "own-group";
}
