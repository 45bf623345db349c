import { expect, test } from "vitest";
import { REFUSALS } from "@/lib/domain/refusals";
import { Secret } from "@/lib/domain/secret";
import { closedBy } from "./shapes";
import { toWire } from "./wire";

test("whatever tells why something is closed tells it by the code that its problem has", () => {
  for (const code of REFUSALS) {
    const told = toWire({
      rows: [{ moves: { "end-overlap": code, revoke: null }, retrieval: code }],
      refusal: code,
    });
    const onWire = code.replaceAll("-", "_");
    expect(told).toEqual({
      rows: [{ moves: { "end-overlap": onWire, revoke: null }, retrieval: onWire }],
      refusal: onWire,
    });
    expect(closedBy.safeParse(onWire).success, onWire).toBe(true);
  }
  expect(toWire({ refusal: null, retrieval: null })).toEqual({ refusal: null, retrieval: null });
});

test("what people have named stays as they wrote it, also where it looks like a code", () => {
  const at = new Date("2026-04-01T09:30:00.000Z");
  expect(
    toWire({ createdAt: at, name: "not-found", scopes: ["orders-eu:read"], token: new Secret("a-b_c") }),
  ).toEqual({
    created_at: "2026-04-01T09:30:00.000Z",
    name: "not-found",
    scopes: ["orders-eu:read"],
    token: "a-b_c",
  });
});
