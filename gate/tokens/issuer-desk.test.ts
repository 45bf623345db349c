import { describe, expect, it } from "vitest";
import type { Issuer } from "@/lib/services/tokens/issuer";
import { Lane } from "../records/lane";
import { IssuerDesk } from "./issuer-desk";

const workspaceId = "11111111-1111-4111-8111-111111111111";
const rotated = { revision: 1, workspaceId, kind: "signing-key" as const, subjectId: "k" };

function desk() {
  const state = { leased: true, audience: "old", readings: 0 };
  const issuers = new IssuerDesk(
    () => state.leased,
    async () => {
      state.readings += 1;
      const { audience } = state;
      await new Promise((resolve) => setImmediate(resolve));
      return { workspaceId, slug: "acme", url: "u", audience, lifetimeMinutes: 15, key: null } as Issuer;
    },
  );
  const lane = new Lane(4, 16);
  const ask = async () => (await issuers.find({ id: workspaceId }, lane, null))?.audience;
  return { state, issuers, ask };
}

describe("the issuer of a workspace", () => {
  it("is read once under the lease, and anew after a change", async () => {
    const { state, issuers, ask } = desk();
    await ask();
    await ask();
    expect(state.readings).toBe(1);
    state.audience = "new";
    issuers.apply([rotated]);
    expect(await ask()).toBe("new");
  });

  it("that was read before a change is not kept", async () => {
    const { state, issuers, ask } = desk();
    const reading = ask();
    state.audience = "new";
    issuers.apply([rotated]);
    await reading;
    expect(await ask()).toBe("new");
  });

  it("that was read without the lease is not kept: the change after it may have gone by unheard", async () => {
    const { state, ask } = desk();
    state.leased = false;
    await ask();
    state.audience = "new";
    state.leased = true;
    expect(await ask()).toBe("new");
  });
});
