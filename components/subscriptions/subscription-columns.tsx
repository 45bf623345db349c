"use client";
import type { SubscriptionStatus } from "@/lib/domain/subscriptions/subscription";
import type { DataColumn } from "../table/table-types";
import { Bdi } from "../ui/bdi";
import type { Instant } from "../ui/format-time";
import { ReachedLink } from "../ui/reached-link";
import { Time } from "../ui/time";
import { SubscriptionBadge } from "./subscription-badge";

export interface SubscriptionShown {
  id: string;
  status: SubscriptionStatus;
  environment: string;
  useCase: string;
  requestedAt: Instant;
  requestedByLabel: string;
  application: { id: string; name: string };
  api: { id: string; name: string; version: string };
}

type Name = "application" | "api" | "environment" | "status" | "requested";

/** The columns of a list of subscriptions. One that is on another thing's page leaves that thing out. */
export function subscriptionColumns<Row extends SubscriptionShown>(
  now: Instant,
  /** Which column names the row and leads to the subscription. */
  by: "application" | "api" = "application",
): Record<Name, DataColumn<Row>> {
  const named = (row: Row, label: string) => (
    <span className="block min-w-0">
      <ReachedLink href={`/subscriptions/${row.id}`} className="link font-strong">
        <Bdi>{label}</Bdi>
      </ReachedLink>
      {row.useCase ? (
        <span className="line-clamp-2 text-faint text-xs">
          <Bdi>{row.useCase}</Bdi>
        </span>
      ) : null}
    </span>
  );
  const apiLabel = ({ api }: Row) => `${api.name} ${api.version}`;
  return {
    application: {
      id: "application",
      header: "Application",
      rowHeader: by === "application",
      wide: true,
      cell: (row) =>
        by === "application" ? (
          named(row, row.application.name)
        ) : (
          <ReachedLink href={`/applications/${row.application.id}`} className="link">
            <Bdi>{row.application.name}</Bdi>
          </ReachedLink>
        ),
    },
    api: {
      id: "api",
      header: "API",
      rowHeader: by === "api",
      cell: (row) =>
        by === "api" ? (
          named(row, apiLabel(row))
        ) : (
          <ReachedLink href={`/catalog/${row.api.id}`} className="link">
            <Bdi>{apiLabel(row)}</Bdi>
          </ReachedLink>
        ),
    },
    environment: { id: "environment", header: "Environment", cell: ({ environment }) => environment },
    status: { id: "status", header: "Status", cell: ({ status }) => <SubscriptionBadge status={status} /> },
    requested: {
      id: "requested",
      header: "Requested",
      sortable: true,
      descFirst: true,
      cell: ({ requestedAt, requestedByLabel }) => (
        <span className="block">
          <Time at={requestedAt} now={now} />
          <span className="wrap-anywhere block text-faint text-xs">
            <Bdi>{requestedByLabel}</Bdi>
          </span>
        </span>
      ),
    },
  };
}
