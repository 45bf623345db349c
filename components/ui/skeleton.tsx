import { cx } from "./class-names";

/** A grey stand-in of the shape that is coming. Give it a size by class. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={cx("block animate-breathe rounded-sm bg-ended-wash", className)} />
  );
}

/** A table that is being fetched, with as many rows and columns as will come. */
export function TableSkeleton({ rows = 8, columns = 6 }: { rows?: number; columns?: number }) {
  const line = Array.from({ length: columns }, (_, index) => index);
  return (
    <div role="status" className="overflow-hidden border-line border-y">
      <span className="sr-only">Loading</span>
      {Array.from({ length: rows }, (_, index) => index).map((row) => (
        <div key={row} className="flex h-11 items-center gap-6 border-line px-3 not-first:border-t">
          {line.map((column) => (
            <Skeleton key={column} className={cx("h-3.5", column === 0 ? "w-1/4" : "flex-1")} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** A page that is being fetched: header, then lines. */
export function PageSkeleton() {
  return (
    <div role="status" className="grid gap-8">
      <span className="sr-only">Loading</span>
      <div className="grid gap-3">
        <Skeleton className="h-8 w-56" />
        <Skeleton className="h-4 w-full max-w-96" />
      </div>
      <TableSkeleton />
    </div>
  );
}
