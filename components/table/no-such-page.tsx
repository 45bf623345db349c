"use client";
import { SearchX } from "lucide-react";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

type Props = {
  page: number;
  pageSize: number;
  total: number;
  /** The count stopped at `total`: nobody knows which page is the last. */
  capped?: boolean;
  onPage: (page: number) => void;
};
const count = (n: number) => n.toLocaleString("en");

/** Instead of rows on a page after the last one: where the rows end, as far as they are counted, and the ways back. */
export function NoSuchPage({ page, pageSize, total, capped, onPage }: Props) {
  const last = Math.max(1, Math.ceil(total / pageSize));
  return (
    <EmptyState
      icon={<SearchX />}
      sentence={
        capped
          ? `The rows end before page ${count(page)}. There are more than ${count(total)}; how many more is not counted. Search or filter to get to the ones you look for.`
          : `There is no page ${count(page)}: the rows end with page ${count(last)}.`
      }
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <Button onClick={() => onPage(1)}>Go to the first page</Button>
          {capped || last === 1 ? null : <Button onClick={() => onPage(last)}>Go to the last page</Button>}
        </div>
      }
    />
  );
}
