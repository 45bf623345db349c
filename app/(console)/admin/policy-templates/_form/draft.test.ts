import { expect, test } from "vitest";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import { draftOf, NEW_POLICY, type PolicyDraft, readDraft } from "./draft";

const read = (given: Partial<PolicyDraft>) => readDraft({ ...draftOf(NEW_POLICY), ...given });
const sentence = (code: keyof typeof REFUSAL_MESSAGES) => REFUSAL_MESSAGES[code].sentence;

test("what stands in the fields is read as the policy that it was written from", () => {
  expect(readDraft(draftOf(NEW_POLICY)).policy).toEqual(NEW_POLICY);
  const bare = { ...NEW_POLICY, expiration: null, rotation: null, overlapDays: 0, notifyDays: [] };
  expect(readDraft(draftOf(bare)).policy).toEqual(bare);
});

test("notice days are read however they are parted, once each, the farthest first", () => {
  expect(read({ notifyDays: " 3;14, 3 30 " }).policy?.notifyDays).toEqual([30, 14, 3]);
});

test("what is no whole number is told beside its field", () => {
  expect(read({ expiration: { amount: "1.5", unit: "months" } }).errors).toHaveProperty("expiration");
  expect(read({ rotation: { amount: "", unit: "days" } }).errors).toHaveProperty("rotation");
  expect(read({ overlapDays: "a week" }).errors).toHaveProperty("overlapDays");
  expect(read({ notifyDays: "soon" }).errors).toHaveProperty("notifyDays");
});

test("what the rule refuses is told in its words, beside the field that mends it", () => {
  const long = { amount: "13", unit: "months" } as const;
  expect(read({ rotation: long }).errors).toEqual({ rotation: sentence("rotation-outlasts-expiration") });
  expect(read({ overlapDays: "31" }).errors).toEqual({ overlapDays: sentence("overlap-out-of-range") });
  expect(read({ rotation: { amount: "7", unit: "days" } }).errors).toEqual({
    overlapDays: sentence("overlap-outlasts-rotation"),
  });
  expect(read({ expiration: { amount: "121", unit: "months" } }).errors).toEqual({
    expiration: sentence("period-out-of-range"),
  });
  expect(read({ rotation: { amount: "121", unit: "months" } }).errors).toEqual({
    rotation: sentence("period-out-of-range"),
  });
  expect(read({ notifyDays: "366" }).errors).toEqual({ notifyDays: sentence("notify-days-out-of-range") });
});
