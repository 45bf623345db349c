"use client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { IconButton } from "../ui/icon-button";
import { Select } from "../ui/select";

type Props = {
  /** From 1. */
  page: number;
  pageSize: number;
  total: number;
  /** How many stand on this page. */
  rows: number;
  /** The count stopped at `total`: shown as "10,000+". */
  capped?: boolean;
  onPage: (page: number) => void;
  onPageSize?: (size: number) => void;
  sizes?: number[];
};
const count = (n: number) => n.toLocaleString("en");

/** Which rows of how many, and the way to the others. */
export function PaginationBar({
  page,
  pageSize,
  total,
  rows,
  capped,
  onPage,
  onPageSize,
  sizes = [25, 50, 100],
}: Props) {
  const before = (page - 1) * pageSize;
  // Beyond what is counted, a full page is all that tells of another one.
  const more = capped ? rows === pageSize : before + rows < total;
  return (
    <nav
      aria-label="Pages"
      className="tabular flex flex-wrap items-center justify-between gap-x-6 gap-y-2 pt-3 text-soft"
    >
      <p>
        {count(rows === 0 ? 0 : before + 1)}–{count(before + rows)} of{" "}
        <span className="text-ink">
          {count(total)}
          {capped ? "+" : ""}
        </span>
      </p>
      <div className="flex items-center gap-1">
        {onPageSize ? (
          <Select
            compact
            aria-label="Rows per page"
            value={String(pageSize)}
            onChange={(event) => onPageSize(Number(event.target.value))}
            options={sizes.map((size) => ({ value: String(size), label: `${size} per page` }))}
            className="mr-2"
          />
        ) : null}
        <IconButton
          label="Previous page"
          icon={<ChevronLeft aria-hidden="true" />}
          sleeping={page <= 1 && "This is the first page."}
          onClick={() => onPage(page - 1)}
        />
        <span className="px-1">Page {count(page)}</span>
        <IconButton
          label="Next page"
          icon={<ChevronRight aria-hidden="true" />}
          sleeping={!more && "This is the last page."}
          onClick={() => onPage(page + 1)}
        />
      </div>
    </nav>
  );
}
