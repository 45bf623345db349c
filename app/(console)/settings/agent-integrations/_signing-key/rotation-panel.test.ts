import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Stale } from "@/app/_answers/use-fresh";
import type { SigningKeyRotation } from "@/lib/services/signing-keys/rotation";
import { RotationPanel } from "./rotation-panel";

const at = new Date("2026-06-15T12:30:00Z");
const ago = (seconds: number) => new Date(at.getTime() - seconds * 1000);
const older = { id: "1", kid: "older", createdAt: ago(9_000), activatedAt: ago(8_000), tokens: 0 };
const newer = { id: "2", kid: "newer", createdAt: ago(120), activatedAt: ago(100), tokens: 0 };
const drain = { replacedAt: ago(40), lastEndsAt: ago(-860), retiresAt: ago(-1_260) };
const rotation: SigningKeyRotation = {
  active: newer,
  next: null,
  draining: { ...older, ...drain },
  outposts: [],
  refusal: null,
  at,
};
const said = (more: Partial<SigningKeyRotation> = {}, stale: Stale | null = null) =>
  renderToStaticMarkup(
    createElement(RotationPanel, {
      rotation: { ...rotation, ...more },
      stale,
      issuer: "https://keys.example",
      refresh: async () => {},
      onRetire() {},
    }),
  )
    .replace(/ \([^)]*\)/g, "")
    .replace(/<[^>]*>/g, "");

test("the new key signs from when the other drains, also where it signed before and was rolled back", () => {
  expect(said()).toMatch(/It signsfor 40 s/);
  expect(said()).toContain("in 21 min; you can roll back until then.");
});

test("a key that was rolled back signed, and may sign again", () => {
  const text = said({ active: older, draining: { ...newer, ...drain } });
  expect(text).toMatch(/It signeduntil the roll back 40 s ago/);
  expect(text).toContain("you can sign with the new key again until then.");
});

test("what has ended by now is told as past", () => {
  expect(said()).toMatch(
    /whatever it signed ends by 12:45 UTC, safe at 12:51 UTC\. It stays good until then\./,
  );
  const over = said({ draining: { ...older, ...drain, lastEndsAt: ago(100) } });
  expect(over).toMatch(/whatever it signed ended by 12:29 UTC, safe at 12:51 UTC\.(?! It stays)/);
});

test("what is no longer fresh says since when, and why", () => {
  expect(said()).not.toContain("Not refreshed");
  const problem = { message: "The hub does not answer.", fields: {} };
  expect(said({}, { since: at, problem })).toContain("Not refreshed since 12:30 UTCThe hub does not answer.");
});
