import { readKey } from "@/db/queries/key-detail";
import { type AuthorizedApi, readKeySetPlace } from "@/db/queries/key-set-list";
import { withAnotherValid } from "@/db/queries/key-sets";
import { unservedTypes } from "@/db/queries/subscriptions";
import { oneKeySet } from "@/lib/contracts/key-sets";
import type { AuthType } from "@/lib/domain/key-sets/auth-types";
import { overdueSince } from "@/lib/domain/key-sets/due";
import { type Milestone, milestonesOf } from "@/lib/domain/key-sets/milestones";
import { type Policy, scheduleOf } from "@/lib/domain/key-sets/policy";
import type { MadeBy } from "@/lib/domain/keys/key-facts";
import { keyStatus, latestOf, oldVersionUntil, overlapping } from "@/lib/domain/keys/key-facts";
import { refusalsOf } from "@/lib/domain/keys/moves";
import type { Status } from "@/lib/domain/keys/status";
import type { RefusalCode } from "@/lib/domain/refusals";
import { reachIn } from "../applications/reach";
import type { Query } from "../card";
import { type ShownVersion, shownVersion } from "../keys/shown-version";
import { isUncollected, type KeySetMoves, setFacts } from "./facts";
import { retrievalRefusal } from "./retrieval";
import { type KeySetRights, rightsOn } from "./rights";

export interface Generation extends Omit<ShownVersion, "madeBy"> {
  madeBy: MadeBy;
  /** Why its credentials cannot be retrieved; null = they can, by who may. */
  retrieval: RefusalCode | null;
}

export interface KeySet {
  id: string;
  name: string;
  status: Status;
  authType: AuthType;
  environment: string;
  createdAt: Date;
  createdByLabel: string;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  rotatesAt: Date | null;
  prefix: string;
  publicId: string;
  tail: string;
  application: { id: string; name: string; suspended: boolean };
  organization: { id: string; name: string } | null;
  group: { id: string; name: string } | null;
  policy: Policy;
  /** Takes the policy's place with the next secret; null = nothing waits. */
  nextPolicy: Policy | null;
  /** What its policy was copied from. */
  policyTemplate: { id: string; name: string } | null;
  holds: { source: string; reason: string; actorLabel: string; createdAt: Date }[];
  /** Its keys, LATEST first. */
  generations: Generation[];
  /** `lacksKeySet` = the subscription is active, and has no good key set of this authentication type any more. */
  authorizedApis: (AuthorizedApi & { subscription: { lacksKeySet: boolean } })[];
  milestones: Milestone[];
  moves: KeySetMoves;
  oldVersionUntil: Date | "until-ended" | null;
  /** Since when somebody should have collected the new secret; until then the old one keeps working. */
  uncollectedSince: Date | null;
  /** Whether a new secret waits to be collected; until then the old key works on. */
  secretWaits: boolean;
  /** What this reader may do with it at all; what they may not is not shown. */
  may: KeySetRights;
}

/** A key set's page: status, generations, authorized APIs, policy and milestones. */
export const getKeySet: Query<typeof oneKeySet, KeySet> = {
  name: "key-set.get",
  permission: "key-set:view",
  tellsStatus: true,
  input: oneKeySet,
  async run(db, ctx, { id }) {
    const place = await readKeySetPlace(db, ctx.workspace, reachIn(ctx, "key-set:view"), id);
    const key = place && (await readKey(db, ctx.workspace, "key_set", id));
    if (!key) return null;
    const { set, application } = place;
    const { row, holds, versions } = key;
    const another = await withAnotherValid(db, ctx.workspace, [id], ctx.now);
    const opened = place.authorized.map(({ subscription }) => subscription.id);
    const unserved = await unservedTypes(db, ctx.workspace, opened, ctx.now);
    const lacking = new Set(
      unserved
        .filter(({ authType }) => authType === set.authType)
        .map(({ subscriptionId }) => subscriptionId),
    );
    const suspended = application.suspendedAt !== null;
    const facts = { ...key.facts, set: setFacts(set.policy, suspended, another.has(id)) };
    const latest = versions.find((version) => version.id === latestOf(facts).id)!;
    const uncollected = isUncollected(latest);
    const scheduled = {
      facts,
      schedule: scheduleOf(set.policy),
      showOnce: !set.policy.retrievable,
      uncollected,
    };
    const overlap = overlapping(facts, ctx.now);
    return {
      id: row.id,
      name: row.name,
      status: keyStatus(facts, ctx.now),
      authType: set.authType as AuthType,
      environment: set.environment,
      createdAt: row.createdAt,
      createdByLabel: row.createdByLabel,
      lastUsedAt: key.lastUsedAt,
      expiresAt: latest.expiresAt,
      rotatesAt: latest.rotatesAt,
      prefix: latest.prefix,
      publicId: latest.publicId,
      tail: latest.tail,
      application: { id: application.id, name: application.name, suspended },
      organization: place.organization,
      group: place.group,
      policy: set.policy,
      nextPolicy: set.nextPolicy,
      policyTemplate: place.policyTemplate,
      holds: holds.map(({ source, reason, actorLabel, createdAt }) => ({
        source,
        reason,
        actorLabel,
        createdAt,
      })),
      generations: versions.toReversed().map((version) => ({
        ...shownVersion(version, holds.length > 0, ctx.now),
        madeBy: version.madeBy as MadeBy,
        retrieval: retrievalRefusal(version, set.policy, ctx.now),
      })),
      authorizedApis: place.authorized.map((api) => ({
        ...api,
        subscription: { ...api.subscription, lacksKeySet: lacking.has(api.subscription.id) },
      })),
      milestones: milestonesOf(facts, ctx.now),
      moves: refusalsOf(facts, ctx.now),
      oldVersionUntil: oldVersionUntil(facts, ctx.now),
      secretWaits: overlap !== null && uncollected,
      uncollectedSince: overlap && overdueSince(scheduled, ctx.now),
      may: await rightsOn(db, ctx, id),
    };
  },
};
