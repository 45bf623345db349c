"use client";
import { LibraryBig } from "lucide-react";
import { SubscriptionBadge } from "@/components/subscriptions/subscription-badge";
import { DataTable } from "@/components/table/data-table";
import type { DataColumn } from "@/components/table/table-types";
import { Bdi } from "@/components/ui/bdi";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { ReachedLink } from "@/components/ui/reached-link";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import type { Subscription } from "@/lib/services/subscriptions/list";

type Props = { id: string; rows: Subscription[]; total: number; subscribable: boolean; now: Date };

/** What it is subscribed to, the newest first, with what is over. */
export function SubscriptionsSection({ id, rows, total, subscribable, now }: Props) {
  return (
    <Section
      title="Subscriptions"
      purpose="The APIs that its key sets open, each in one environment."
      action={
        <ReachedLink className="link" href={`/subscriptions?application=${id}`}>
          {total > rows.length ? `All ${total.toLocaleString("en")} in Subscriptions` : "In Subscriptions"}
        </ReachedLink>
      }
    >
      <DataTable
        caption="Subscriptions"
        rows={rows}
        columns={columnsAt(now)}
        rowId={(row) => row.id}
        empty={
          <EmptyState
            icon={<LibraryBig />}
            sentence="Subscribed to no API yet."
            action={subscribable ? <ButtonLink href="/catalog">Open the API Catalog</ButtonLink> : null}
            className="py-10"
          />
        }
      />
    </Section>
  );
}

function columnsAt(now: Date): DataColumn<Subscription>[] {
  return [
    {
      id: "api",
      header: "API",
      rowHeader: true,
      cell: ({ api }) => (
        <ReachedLink href={`/catalog/${api.id}`} className="link font-strong">
          <Bdi>{api.name}</Bdi> <span className="font-normal text-soft">{api.version}</span>
        </ReachedLink>
      ),
    },
    { id: "environment", header: "Environment", cell: (row) => <code>{row.environment}</code> },
    { id: "status", header: "Status", cell: (row) => <SubscriptionBadge status={row.status} /> },
    {
      id: "requested",
      header: "Requested",
      cell: (row) => <Time at={row.requestedAt} now={now} />,
    },
    {
      id: "open",
      header: "Actions",
      bareHeader: true,
      align: "end",
      cell: ({ id, api, environment }) => (
        <ButtonLink
          size="sm"
          href={`/subscriptions/${id}`}
          aria-label={`Open the subscription of ${api.name} ${api.version} in ${environment}`}
        >
          Open
        </ButtonLink>
      ),
    },
  ];
}
