import { afterEach, expect, test, vi } from "vitest";
import type { Answer } from "@/lib/contracts/answer";
import { openAttempt } from "./idempotency-key";
import { LOOK_FIRST_SENTENCE, PRESS_AGAIN_SENTENCE, READ_AGAIN_SENTENCE } from "./no-answer";
import { sentenceOf, withoutField } from "./problem";
import { settle, settleRead } from "./settle";
import { offerStepUp } from "./step-up";

const done: Answer<string> = { kind: "done", value: "made", receipt: null, replayed: false };
const refused = (code: "password-needed" | "signed-out" | "idempotency-key-reused"): Answer<never> => ({
  kind: "refused",
  code,
  message: "No.",
  requestId: "none",
});
const problemIn = async (answer: Answer<string>) => {
  const settled = await settle(async () => answer);
  if (!("problem" in settled)) throw new Error("it was done");
  return settled.problem;
};
const lost = () => Promise.reject(new TypeError("Failed to fetch"));
let withdrawOffer = () => {};
afterEach(() => withdrawOffer());

test("what was done comes back whole", async () => {
  expect(await settle(async () => done)).toBe(done);
});

test("a lost connection is a problem that says that pressing again does nothing twice", async () => {
  expect(await settle(lost)).toEqual({ problem: { message: PRESS_AGAIN_SENTENCE, fields: {} } });
  expect(PRESS_AGAIN_SENTENCE).toContain("nothing is done twice");
});

test("a lost connection promises nothing of a second press where one would be refused, or where something was only read", async () => {
  const looking = await settle(lost, { unanswered: LOOK_FIRST_SENTENCE });
  expect(looking).toEqual({ problem: { message: LOOK_FIRST_SENTENCE, fields: {} } });
  expect(await settleRead(lost)).toEqual({ problem: { message: READ_AGAIN_SENTENCE, fields: {} } });
  for (const sentence of [LOOK_FIRST_SENTENCE, READ_AGAIN_SENTENCE]) expect(sentence).not.toContain("twice");
});

test("what is wrong within a field stands at the field, and what is wrong with the form above it", async () => {
  const fields = {
    "": "All of it.",
    "recipients.3": "Not an address.",
    "recipients.5": "Nor this.",
    name: "Too long.",
  };
  expect(await problemIn({ kind: "invalid", fields })).toEqual({
    message: "All of it.",
    fields: { recipients: "Not an address.", name: "Too long." },
  });
});

test("in one sentence, a problem is the form's own or the first field's", async () => {
  expect(sentenceOf(await problemIn({ kind: "invalid", fields: { name: "Too long." } }))).toBe("Too long.");
  expect(sentenceOf(await problemIn(refused("signed-out")))).toBe("No.");
});

test("what is said of a field goes when it is changed, and the problem with the last of it", () => {
  const problem = { message: null, fields: { name: "Too long.", scopes: "Choose one." } };
  expect(withoutField(problem, "description")).toBe(problem);
  const rest = withoutField(problem, "name")!;
  expect(rest).toEqual({ message: null, fields: { scopes: "Choose one." } });
  expect(withoutField(rest, "scopes")).toBeNull();
  const told = { ...rest, message: "No." };
  expect(withoutField(told, "scopes")).toEqual({ message: "No.", fields: {} });
});

test("a refusal keeps its code, and shows a request id only where there is one", async () => {
  expect(await problemIn(refused("signed-out"))).toEqual({
    message: "No.",
    fields: {},
    code: "signed-out",
    requestId: undefined,
  });
  expect(await problemIn({ kind: "failed", message: "Sorry.", requestId: "01J" })).toMatchObject({
    message: "Sorry.",
    requestId: "01J",
  });
});

test("other input than an earlier press brought is told in words for people", async () => {
  expect((await problemIn(refused("idempotency-key-reused"))).message).toMatch(
    /earlier press had reached the hub/,
  );
});

test("once the password was given, the same is asked again with the same idempotency key", async () => {
  withdrawOffer = offerStepUp(async () => true);
  const run = vi.fn(async (_key: string) =>
    run.mock.calls.length === 1 ? refused("password-needed") : done,
  );
  expect(await settle(run)).toBe(done);
  expect(run).toHaveBeenCalledTimes(2);
  expect(run.mock.calls[1]).toEqual(run.mock.calls[0]);
});

test("a form keeps its idempotency key until it is done", () => {
  const attempt = openAttempt();
  const first = attempt.keyFor();
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(attempt.keyFor()).toBe(first);
  attempt.done();
  expect(attempt.keyFor()).not.toBe(first);
});

test("where the input is named, other input is another request", () => {
  const attempt = openAttempt();
  const first = attempt.keyFor({ ids: ["a", "b"] });
  expect(attempt.keyFor({ ids: ["a", "b"] })).toBe(first);
  expect(attempt.keyFor({ ids: ["a"] })).not.toBe(first);
});
