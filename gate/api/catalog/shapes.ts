/** What the operations of the catalog answer, for the document; a test holds the answers to these shapes. */
import { z } from "@hono/zod-openapi";
import { APPROVALS } from "@/lib/domain/apis/approval";
import { APPLICATION_MOVES } from "@/lib/domain/applications/application";
import { ORGANIZATION_KINDS } from "@/lib/domain/applications/organizations";
import { AUTH_TYPES } from "@/lib/domain/key-sets/auth-types";
import { PERIOD_UNITS } from "@/lib/domain/key-sets/period";
import { STATUSES } from "@/lib/domain/keys/status";
import { SUBSCRIPTION_MOVES, SUBSCRIPTION_STATUSES } from "@/lib/domain/subscriptions/subscription";
import { closedBy, id, instant, milestone, receipt } from "../shapes";

const period = z.object({ amount: z.number().int(), unit: z.enum(PERIOD_UNITS) }).nullable();
const approval = z.enum(APPROVALS);
const authType = z.enum(AUTH_TYPES);
/** Exact, however many there are. */
const total = z.number().int();

export const policy = z
  .object({
    /** null = never. */
    expiration: period,
    rotation: period,
    manual_regeneration: z.boolean(),
    overlap_days: z.number().int(),
    retrievable: z.boolean(),
    notify_days: z.array(z.number().int()),
  })
  .openapi("Policy");

export const named = z.object({ id, name: z.string() }).openapi("Named");

export const policyTemplate = z
  .object({
    id,
    name: z.string(),
    description: z.string(),
    policy,
    created_at: instant,
    revised_at: instant,
    retired_at: instant.nullable(),
    /** Made by it, and neither revoked nor deleted. */
    key_sets: z.number().int(),
    apis: z.array(z.object({ id, name: z.string(), version: z.string() })),
  })
  .openapi("PolicyTemplate");

export const policyTemplatePage = z
  .object({ templates: z.array(policyTemplate) })
  .openapi("PolicyTemplatePage");

/** `adopted` = how many key sets follow the edited policy, now or from their next rotation on. */
export const editedPolicyTemplate = z
  .object({ id, name: z.string(), adopted: z.number().int() })
  .openapi("EditedPolicyTemplate");

export const policyPreview = z
  .object({
    /** Why the policy cannot be; null = it can. */
    refusal: closedBy,
    months: z.number().int(),
    milestones: z.array(milestone),
  })
  .openapi("PolicyPreview");

const adoptionEffect = z.object({
  /** Key sets whose policy changes, now or later. */
  touched: z.number().int(),
  expire_sooner: z.number().int(),
  /** When the first of those does. */
  first_expires_at: instant.nullable(),
  /** Later, or not any more. */
  expire_later: z.number().int(),
  rotate_at_once: z.number().int(),
  rotate_sooner: z.number().int(),
  rotate_later: z.number().int(),
  /** That adopt it when their key is regenerated, since no rotation lies before them. */
  without_rotation: z.number().int(),
});
export const policyAdoption = z
  .object({
    /** Key sets made by the template, revoked ones aside. */
    key_sets: z.number().int(),
    /** By what `existing` would be. */
    effects: z.object({
      keep: adoptionEffect,
      "adopt-now": adoptionEffect,
      "adopt-at-next-rotation": adoptionEffect,
    }),
  })
  .openapi("PolicyAdoption");

const apiAuthType = { auth_type: authType, policy_template_id: id, policy_template: z.string() };
const apiFacts = {
  id,
  /** What programs name it by. */
  slug: z.string(),
  name: z.string(),
  version: z.string(),
  description: z.string(),
  documentation: z.string(),
  approval,
  environments: z.array(z.string()),
  created_at: instant,
  retired_at: instant.nullable(),
  /** Pending, active and suspended ones, of all applications. */
  subscriptions: z.number().int(),
};

export const apiPage = z
  .object({
    apis: z.array(
      z.object({ ...apiFacts, auth_types: z.array(z.object(apiAuthType)) }).openapi("ApiSummary"),
    ),
    total,
  })
  .openapi("ApiPage");

export const apiDetail = z
  .object({ ...apiFacts, auth_types: z.array(z.object({ ...apiAuthType, policy })) })
  .openapi("Api");

export const changedApi = z.object({ id, slug: z.string() }).openapi("ChangedApi");

export const organizationPage = z
  .object({
    organizations: z.array(
      z.object({
        id,
        name: z.string(),
        kind: z.enum(ORGANIZATION_KINDS),
        created_at: instant,
        applications: z.number().int(),
      }),
    ),
  })
  .openapi("OrganizationPage");

export const groupPage = z
  .object({
    groups: z.array(
      z.object({
        id,
        name: z.string(),
        created_at: instant,
        applications: z.number().int(),
        members: z.array(z.object({ user_id: id, name: z.string(), email: z.string() })),
      }),
    ),
  })
  .openapi("GroupPage");

export const membership = z.object({ id, user_id: id }).openapi("GroupMembership");

const applicationFacts = {
  id,
  name: z.string(),
  description: z.string(),
  organization_id: id.nullable(),
  organization: z.string().nullable(),
  group_id: id.nullable(),
  group: z.string().nullable(),
  owner_id: id.nullable(),
  owner: z.string().nullable(),
  external_id: z.string().nullable(),
  suspended_at: instant.nullable(),
  suspended_by_label: z.string().nullable(),
  suspended_reason: z.string().nullable(),
  created_at: instant,
  created_by_label: z.string(),
  /** Pending, active and suspended ones. */
  subscriptions: z.number().int(),
};

export const applicationPage = z
  .object({
    applications: z.array(
      z.object({ ...applicationFacts, key_sets: z.number().int() }).openapi("ApplicationSummary"),
    ),
    total,
  })
  .openapi("ApplicationPage");

export const applicationDetail = z
  .object({
    ...applicationFacts,
    /** Without those that are revoked. */
    key_sets: z.array(
      z.object({
        id,
        name: z.string(),
        status: z.enum(STATUSES),
        environment: z.string(),
        auth_type: authType,
        public_id: z.string(),
        expires_at: instant.nullable(),
        rotates_at: instant.nullable(),
        /** By a person, and not with the application. */
        suspended_individually: z.boolean(),
      }),
    ),
    /** Why each move is closed now; null = open. */
    moves: z.partialRecord(z.enum(APPLICATION_MOVES), closedBy),
  })
  .openapi("Application");

/** `key_sets` = how many went along. */
export const movedApplication = z
  .object({ id, name: z.string(), key_sets: z.number().int(), receipt: receipt.nullable().optional() })
  .openapi("MovedApplication");

const status = z.enum(SUBSCRIPTION_STATUSES);

export const subscriptionDetail = z
  .object({
    id,
    application: z.object({ id, name: z.string(), suspended: z.boolean() }),
    api: z.object({ id, name: z.string(), version: z.string(), slug: z.string(), retired: z.boolean() }),
    environment: z.string(),
    use_case: z.string(),
    status,
    requested_by: id.nullable(),
    requested_by_label: z.string(),
    requested_at: instant,
    decided_at: instant.nullable(),
    decided_by_label: z.string().nullable(),
    reason: z.string().nullable(),
    key_sets: z.array(z.object({ id, name: z.string(), auth_type: authType, public_id: z.string() })),
    moves: z.partialRecord(z.enum(SUBSCRIPTION_MOVES), closedBy),
  })
  .openapi("Subscription");

export const subscriptionPage = z
  .object({ subscriptions: z.array(subscriptionDetail), total })
  .openapi("SubscriptionPage");

/** Of a reused key set that does not work at the moment. */
const warning = z.enum(["pending", "suspended"]).nullable();

export const subscriptionPlan = z
  .object({
    /** Why it cannot be; null = it can. */
    refusal: closedBy,
    approval,
    key_sets: z.array(
      z.object({
        auth_type: authType,
        policy,
        name: z.string(),
        /** null = a new one is made. */
        reuse: z.object({ id }).nullable(),
        warning,
      }),
    ),
  })
  .openapi("SubscriptionPlan");

const givenKeySet = z.object({
  id,
  name: z.string(),
  auth_type: authType,
  reused: z.boolean(),
  warning,
});

/** Without any secret. */
export const subscribed = z
  .object({
    id,
    status: z.enum(["pending", "active"]),
    key_sets: z.array(givenKeySet),
  })
  .openapi("Subscribed");

/** Without any secret. */
export const renewedKeySet = z.object({ id, key_set: givenKeySet }).openapi("RenewedKeySet");

export const movedSubscription = z
  .object({ id, status, receipt: receipt.nullable().optional() })
  .openapi("MovedSubscription");
