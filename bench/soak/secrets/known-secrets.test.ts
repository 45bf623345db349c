import { beforeEach, expect, test } from "vitest";
import { KnownSecrets } from "./known-secrets";

const secret = "0123456789abcdefghijklmnopqrstuvwxyzAB";
const key = `ks_aproduction_public_${secret}`;
const form = { what: "POST /settings/keys (action)", text: `{"secret":"${key}"}` };
const page = { what: "GET /keys/1", text: `<p>${key}</p>` };
const quiet = { what: "GET /keys", text: "<p>ks_aproduction_public</p>" };

let known: KnownSecrets;
beforeEach(() => {
  known = new KnownSecrets();
});
const faults = (...answers: { what: string; text: string }[]) => known.faultsIn(answers).length;

test("a secret may be shown by the form that was answered with it, once", () => {
  known.key(key);
  expect(faults(form, quiet)).toBe(0);
  expect(faults(form, form)).toBe(1);
  expect(faults(form, page)).toBe(1);
  expect(faults(page)).toBe(1);
});

test("one that is retrieved twice is shown twice, and by the call that asked for it", () => {
  const call = { what: "POST /v1/keys", text: key };
  known.key(key);
  known.key(key, "POST /v1/keys");
  expect(faults(form, call)).toBe(0);
  expect(faults(form, form)).toBe(1);
  expect(faults(form)).toBe(1);
});

test("one that nobody was to see is shown by no answer", () => {
  known.add("the password", secret);
  expect(faults(quiet)).toBe(0);
  expect(faults(form)).toBe(1);
});

test("a token is known by its signature", () => {
  known.token(`aaaaaaaaaaaa.bbbbbbbbbbbb.${secret}`, "POST /v1/token");
  expect(faults({ what: "POST /v1/token", text: `{"token":"aaaaaaaaaaaa.bbbbbbbbbbbb.${secret}"}` })).toBe(0);
  expect(faults({ what: "POST /v1/token", text: secret }, { what: "GET /metrics", text: secret })).toBe(1);
});
