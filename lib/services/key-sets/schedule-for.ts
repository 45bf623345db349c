import type { ScheduledKey } from "@/lib/domain/key-sets/due";
import { scheduleOf } from "@/lib/domain/key-sets/policy";
import { latestOf } from "@/lib/domain/keys/key-facts";
import { isUncollected } from "./facts";
import type { LockedKeySet } from "./lock";

/** What the clock knows of a key set: the policy that waits for its next secret is the one that it gets. */
export function scheduleFor({ facts, set, versions }: LockedKeySet): ScheduledKey {
  const policy = set.nextPolicy ?? set.policy;
  const latest = versions.find(({ id }) => id === latestOf(facts).id)!;
  return {
    facts,
    schedule: scheduleOf(policy),
    showOnce: !policy.retrievable,
    uncollected: isUncollected(latest),
  };
}
