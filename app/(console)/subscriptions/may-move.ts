import { type Actor, actorMay } from "@/lib/domain/people/actor";
import { SUBSCRIPTION_MOVES, SUBSCRIPTION_TRANSITIONS } from "@/lib/domain/subscriptions/subscription";

/** The moves that an actor's role allows, by the table that the server asks too. */
export function mayMove(actor: Actor) {
  return SUBSCRIPTION_MOVES.filter((move) => actorMay(actor, SUBSCRIPTION_TRANSITIONS[move].by));
}
