import { expect, test } from "vitest";
import { mailText, subjectOf, type Told, webhookBody } from "./words";

const told = (name: string, about: Told["about"] = "rotation"): Told => ({
  id: "n1",
  about,
  at: new Date("2026-12-03T09:00:00Z"),
  key: { id: "k1", name, kind: "access", environment: "production" },
});
const where = { workspace: "Northwind", hub: "https://keys.example.com" };

test("one notice stands in the subject, several are counted", () => {
  expect(subjectOf([told("Orders")], "Northwind")).toBe("Orders will be rotated on 3 Dec 2026, 09:00 UTC");
  expect(subjectOf([told("Orders"), told("Mail")], "Northwind")).toBe("2 notices about keys of Northwind");
});

test("a mail says what is so, what to do, and where", () => {
  const text = mailText([told("Orders", "expiration")], where);
  expect(text).toContain("Orders (access key, production) expires on 3 Dec 2026, 09:00 UTC.");
  expect(text).toContain("Rotate or regenerate it in time.");
  expect(text).toContain("https://keys.example.com/keys/k1\n");
});

test("a name that holds a line break begins no line of its own", () => {
  const text = mailText([told("Orders\r\nBcc: everybody@example.com")], where);
  expect(text.split("\n").some((one) => one.startsWith("Bcc"))).toBe(false);
  expect(subjectOf([told("Orders\nBcc: x")], "N")).not.toContain("\n");
});

test("a webhook gets facts for programs, and a text for people", () => {
  expect(webhookBody([told("Orders", "uncollected")], where)).toEqual({
    type: "keysmith.notices",
    workspace: "Northwind",
    text: "Orders has a new secret since 3 Dec 2026, 09:00 UTC, which nobody has collected: https://keys.example.com/keys/k1",
    notices: [
      {
        id: "n1",
        about: "uncollected",
        at: "2026-12-03T09:00:00.000Z",
        key: { id: "k1", name: "Orders", kind: "access", environment: "production" },
        url: "https://keys.example.com/keys/k1",
      },
    ],
  });
});
