import { counted } from "@/components/ui/counted";
import { DetailsSummary } from "@/components/ui/details-summary";
import { utcDay } from "@/components/ui/format-time";
import { Time } from "@/components/ui/time";
import { EXCHANGED, hasPassed } from "@/lib/domain/keys/outcomes";
import type { KeyUsage } from "@/lib/services/keys/usage";
import { causeOf } from "../_access-keys/causes";
import { FactTable } from "./fact-table";
import { UsageChart } from "./usage-chart";
import { everyDay } from "./usage-days";

const count = (n: number) => n.toLocaleString("en");

/** Calls allowed, and denied by reason. */
export function KeyUsageView({ usage, now }: { usage: KeyUsage; now: Date }) {
  if (usage.outcomes.length === 0)
    return <p className="border-line border-y py-6 text-soft">No call in the last 30 days.</p>;
  const days = everyDay(usage.days, now);
  const allowed = usage.outcomes.filter((row) => hasPassed(row.outcome)).reduce((n, row) => n + row.calls, 0);
  const denied = usage.outcomes.reduce((n, row) => n + row.calls, 0) - allowed;
  return (
    <div className="grid grid-cols-1 gap-5">
      <UsageChart
        days={days}
        title={`${counted(allowed, "call")} allowed and ${count(denied)} denied in 30 days`}
      />
      <FactTable
        caption="Calls by outcome"
        heads={["Outcome", "Calls", "Latest"]}
        rows={usage.outcomes.map((row) => ({
          id: row.outcome,
          cells: [
            row.outcome === "valid" ? (
              "Allowed"
            ) : row.outcome === EXCHANGED ? (
              <>
                Allowed. <span className="text-soft">Exchanged for a token.</span>
              </>
            ) : (
              <>
                Denied. <span className="text-soft">{causeOf(row.outcome)}</span>
              </>
            ),
            count(row.calls),
            <Time key="at" at={row.lastAt} now={now} />,
          ],
        }))}
      />
      <details className="group">
        <DetailsSummary className="link text-soft">Day by day, as a table</DetailsSummary>
        <div className="mt-3">
          <FactTable
            caption="Calls by day"
            heads={["Day", "Allowed", "Denied"]}
            rows={days.toReversed().map((day) => ({
              id: day.day,
              cells: [utcDay(day.day), count(day.allowed), count(day.denied)],
            }))}
          />
        </div>
      </details>
    </div>
  );
}
