import { DEMO_KINDS, DEMO_NOUNS } from "@/lib/domain/demo/parts";
import type { DemoStatus } from "@/lib/services/demo/status";

const counted = (count: number, { one, many }: { one: string; many: string }) =>
  `${count} ${count === 1 ? one : many}`;

/** What of the demo data is there, in numbers. */
export function demoParts({ goes, keySets, subscriptions }: DemoStatus): string[] {
  return [
    ...DEMO_KINDS.filter((kind) => goes[kind] > 0).map((kind) => counted(goes[kind], DEMO_NOUNS[kind])),
    counted(subscriptions, { one: "subscription", many: "subscriptions" }),
    counted(keySets, { one: "key set", many: "key sets" }),
  ];
}

/** What removing it brings, a sentence each. */
export function demoConsequences(status: DemoStatus): string[] {
  const { goes, keySets, subscriptions } = status;
  const some = (kinds: readonly (keyof typeof goes)[]) =>
    kinds.filter((kind) => goes[kind] > 0).map((kind) => counted(goes[kind], DEMO_NOUNS[kind]));
  const catalog = some(["api", "policy-template", "organization", "group"]);
  const keys = some(["access-key", "personal-key"]);
  return [
    goes.application > 0
      ? `${counted(goes.application, DEMO_NOUNS.application)} with all that belongs to them, also what was made since: ${counted(subscriptions, { one: "subscription", many: "subscriptions" })}, ${counted(keySets, { one: "key set", many: "key sets" })}.`
      : null,
    keys.length > 0 ? `${keys.join(" and ")}.` : null,
    catalog.length > 0 ? `${catalog.join(", ")}.` : null,
    "Every secret of these is refused from now on, and their calls are no longer counted anywhere.",
    "The audit log keeps what happened.",
  ].filter((line) => line !== null);
}
