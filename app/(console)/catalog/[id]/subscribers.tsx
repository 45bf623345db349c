"use client";
import { Cable } from "lucide-react";
import { useMemo } from "react";
import { subscriptionColumns } from "@/components/subscriptions/subscription-columns";
import { DataTable } from "@/components/table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ReachedLink } from "@/components/ui/reached-link";
import type { Subscription } from "@/lib/services/subscriptions/list";

type Props = { apiId: string; rows: Subscription[]; total: number; now: Date };

/** Who is subscribed to one API; the whole list, to search and narrow, is a link away. */
export function Subscribers({ apiId, rows, total, now }: Props) {
  const columns = useMemo(() => {
    const { application, environment, status, requested } = subscriptionColumns<Subscription>(now);
    return [application, environment, status, { ...requested, sortable: false }];
  }, [now]);
  if (rows.length === 0)
    return <EmptyState icon={<Cable />} sentence="No application that you can see is subscribed." />;
  return (
    <>
      <DataTable caption="Who is subscribed" rows={rows} columns={columns} rowId={({ id }) => id} />
      <p className="pt-3 text-soft">
        <ReachedLink className="link" href={`/subscriptions?api=${apiId}`}>
          {total > rows.length
            ? `All ${total.toLocaleString("en")} subscriptions of this API`
            : "Search and filter them"}
        </ReachedLink>
      </p>
    </>
  );
}
