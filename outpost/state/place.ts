/**
 * Where in the hub's history a state stands. A reset begins a new generation; within one, revisions only rise.
 * An Outpost never goes to a place before one where it has been: a key revoked in between would work again.
 */
export interface Place {
  generation: number;
  revision: number;
}

export function isBefore(a: Place, b: Place): boolean {
  return a.generation !== b.generation ? a.generation < b.generation : a.revision < b.revision;
}

export function laterOf(a: Place, b: Place): Place {
  return isBefore(a, b) ? b : a;
}
