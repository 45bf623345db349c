/** What stands in the fields of a policy template, as typed, and what it means. */
import { checkFields } from "@/app/_answers/check-fields";
import type { FieldErrors } from "@/lib/contracts/answer";
import { policyShape } from "@/lib/contracts/policy-templates";
import type { Period, PeriodUnit } from "@/lib/domain/key-sets/period";
import { type Policy, policyRefusal } from "@/lib/domain/key-sets/policy";
import type { RefusalCode } from "@/lib/domain/refusals";
import { REFUSAL_MESSAGES } from "@/lib/messages";

export interface PeriodDraft {
  amount: string;
  unit: PeriodUnit | "never";
}
export interface PolicyDraft {
  expiration: PeriodDraft;
  rotation: PeriodDraft;
  overlapDays: string;
  notifyDays: string;
  manualRegeneration: boolean;
  retrievable: boolean;
}

/** What a new template begins with: rotated every 90 days, expired after a year, told of two weeks and three days before. */
export const NEW_POLICY: Policy = {
  expiration: { amount: 12, unit: "months" },
  rotation: { amount: 90, unit: "days" },
  manualRegeneration: true,
  overlapDays: 7,
  retrievable: true,
  notifyDays: [14, 3],
};

export function draftOf({ expiration, rotation, overlapDays, notifyDays, ...rest }: Policy): PolicyDraft {
  const period = (one: Period | null): PeriodDraft =>
    one ? { amount: String(one.amount), unit: one.unit } : { amount: "", unit: "never" };
  return {
    expiration: period(expiration),
    rotation: period(rotation),
    overlapDays: String(overlapDays),
    notifyDays: notifyDays.join(", "),
    ...{ manualRegeneration: rest.manualRegeneration, retrievable: rest.retrievable },
  };
}

/** A draft that can be, or what is wrong with each field, in the order of the form. */
export type Read = { policy: Policy; errors: null } | { policy: null; errors: FieldErrors };

/** Asks the contract first, then the rule of the domain: the server asks the same two. */
export function readDraft(draft: PolicyDraft): Read {
  const input = {
    expiration: period(draft.expiration),
    rotation: period(draft.rotation),
    overlapDays: draft.overlapDays.trim() === "" ? 0 : whole(draft.overlapDays),
    notifyDays: draft.notifyDays.split(/[\s,;]+/).flatMap((day) => (day === "" ? [] : [whole(day)])),
    manualRegeneration: draft.manualRegeneration,
    retrievable: draft.retrievable,
  };
  const errors = checkFields(policyShape, input);
  if (Object.keys(errors).length > 0) return { policy: null, errors };
  const policy: Policy = policyShape.parse(input);
  const refusal = policyRefusal(policy);
  return refusal ? { policy: null, errors: besideField(refusal, policy) } : { policy, errors: null };
}

/** A refused policy's sentence stands beside the field that mends it. */
function besideField(refusal: RefusalCode, { rotation }: Policy): FieldErrors {
  const { sentence } = REFUSAL_MESSAGES[refusal];
  if (refusal === "period-out-of-range") {
    const tooLong = rotation && policyRefusal({ ...NEW_POLICY, expiration: null, rotation });
    return { [tooLong ? "rotation" : "expiration"]: sentence };
  }
  const field = FIELD_OF[refusal];
  return { [field ?? "expiration"]: sentence };
}

const FIELD_OF: Partial<Record<RefusalCode, keyof PolicyDraft>> = {
  "rotation-outlasts-expiration": "rotation",
  "overlap-out-of-range": "overlapDays",
  "overlap-outlasts-rotation": "overlapDays",
  "notify-days-out-of-range": "notifyDays",
};

function period({ amount, unit }: PeriodDraft) {
  return unit === "never" ? null : { amount: whole(amount), unit };
}

function whole(text: string): number {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
}
