"use client";
import { LibraryBig } from "lucide-react";
import { subscriptionColumns } from "@/components/subscriptions/subscription-columns";
import { DataTable } from "@/components/table/data-table";
import type { DataColumn } from "@/components/table/table-types";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { ReachedLink } from "@/components/ui/reached-link";
import { Section } from "@/components/ui/section";
import type { Subscription } from "@/lib/services/subscriptions/list";

type Props = { id: string; rows: Subscription[]; total: number; subscribable: boolean; now: Date };

/** What it is subscribed to, the newest first, with what is over. */
export function SubscriptionsSection({ id, rows, total, subscribable, now }: Props) {
  return (
    <Section title="Subscriptions" purpose="The APIs that its key sets open, each in one environment.">
      <DataTable
        caption="Subscriptions"
        rows={rows}
        columns={columnsAt(now)}
        rowId={(row) => row.id}
        empty={
          <EmptyState
            icon={<LibraryBig />}
            sentence="Subscribed to no API yet."
            action={
              subscribable ? (
                <ButtonLink href={`/catalog?application=${id}`}>Open the API Catalog</ButtonLink>
              ) : null
            }
            className="py-10"
          />
        }
      />
      {rows.length > 0 ? (
        <p className="pt-3 text-soft">
          <ReachedLink className="link" href={`/subscriptions?application=${id}`}>
            {total > rows.length
              ? `All ${total.toLocaleString("en")} subscriptions of this application`
              : "Search and filter them"}
          </ReachedLink>
        </p>
      ) : null}
    </Section>
  );
}

function columnsAt(now: Date): DataColumn<Subscription>[] {
  const { api, environment, status, requested } = subscriptionColumns<Subscription>(now, "api");
  // The newest first, and no other order.
  return [api, environment, status, { ...requested, sortable: false }];
}
