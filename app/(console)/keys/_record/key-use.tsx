import { Section } from "@/components/ui/section";
import { USAGE_KEPT_DAYS } from "@/lib/domain/keys/outcomes";
import type { KeyUsage } from "@/lib/services/keys/usage";
import { Callers } from "./callers";
import { KeyUsageView } from "./key-usage-view";
import { Verifiers } from "./verifiers";

/** How a key of whatever kind is used: how often, where it was checked, and by whom. */
export function KeyUse({ usage, now }: { usage: KeyUsage; now: Date }) {
  return (
    <>
      <Section title="Usage" purpose="Calls of the last 30 days, by day in UTC.">
        <KeyUsageView usage={usage} now={now} />
      </Section>
      <Section
        title="Where it was checked"
        purpose="Gates of the hub, and Outposts, in the last 30 days. Tokens count for the key that they stand for."
      >
        <Verifiers verifiers={usage.verifiers} now={now} />
      </Section>
      <Section
        title="Callers"
        purpose={`Who called with it in the last ${USAGE_KEPT_DAYS} days, let in or refused: the twenty latest.`}
      >
        <Callers callers={usage.callers} now={now} />
      </Section>
    </>
  );
}
