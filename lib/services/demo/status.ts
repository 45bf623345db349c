import { loadDemo as input } from "@/lib/contracts/demo";
import { DEMO_KINDS, type DemoKind } from "@/lib/domain/demo/parts";
import type { Query } from "../card";
import { whatGoes } from "./going";

export interface DemoStatus {
  loaded: boolean;
  /** What removing it takes away. */
  goes: Record<DemoKind, number>;
  /** Parts of the applications that go, those that were made since among them. */
  keySets: number;
  subscriptions: number;
  /** What stays, by kind and name. */
  stays: { kind: DemoKind; name: string }[];
}

/** Whether demo data is loaded, and what removing it takes away. */
export const demoStatus: Query<typeof input, DemoStatus> = {
  name: "demo.status",
  permission: "workspace:edit",
  input,
  async run(db, ctx) {
    const going = await whatGoes(db, ctx);
    const count = (kind: DemoKind) => going?.goes[kind].length ?? 0;
    return {
      loaded: going !== null,
      goes: Object.fromEntries(DEMO_KINDS.map((kind) => [kind, count(kind)])) as DemoStatus["goes"],
      keySets: going?.keySetIds.length ?? 0,
      subscriptions: going?.subscriptions ?? 0,
      stays: going?.stays.map(({ kind, name }) => ({ kind, name })) ?? [],
    };
  },
};
