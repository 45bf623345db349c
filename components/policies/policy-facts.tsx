import { periodText } from "@/lib/domain/key-sets/period";
import type { Policy } from "@/lib/domain/key-sets/policy";
import { counted } from "../ui/counted";
import { DetailsGrid, type Fact } from "../ui/details-grid";

/** What a policy asks, in words; `first` stands before it. */
export function PolicyFacts({ policy, first = [] }: { policy: Policy; first?: Fact[] }) {
  const { expiration, rotation, manualRegeneration, overlapDays, retrievable, notifyDays } = policy;
  const facts: Fact[] = [
    ...first,
    {
      term: "Expiration",
      value: expiration ? `${periodText(expiration)} after its activation` : "Never",
    },
    {
      term: "Automatic rotation",
      value: rotation ? `Every ${periodText(rotation)}` : "None",
      note: rotation ? "A new key takes over by itself." : undefined,
    },
  ];
  if (rotation)
    facts.push({
      term: "Overlap",
      value: overlapDays > 0 ? `${days(overlapDays)} in which the old key works too` : "None",
      note: overlapDays > 0 ? undefined : "The old key ends with the rotation.",
    });
  facts.push(
    { term: "Manual regeneration", value: manualRegeneration ? "Enabled" : "Disabled" },
    {
      term: "Credentials",
      value: retrievable ? "Can be retrieved again" : "Each secret is shown once",
    },
    {
      term: "Notices",
      value: notifyDays.length > 0 ? `${inWords(notifyDays)} before a rotation or expiration` : "None",
    },
  );
  return <DetailsGrid facts={facts} />;
}

const days = (count: number) => counted(count, "day");

/** "14 and 3 days". */
function inWords(notifyDays: readonly number[]): string {
  const [last, ...before] = [...notifyDays].sort((a, b) => a - b);
  return before.length > 0 ? `${before.reverse().join(", ")} and ${days(last!)}` : days(last!);
}
