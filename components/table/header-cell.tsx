import { ArrowDown, ArrowUp } from "lucide-react";
import { cx } from "../ui/class-names";
import { tableRoles } from "./table-roles";
import type { Sort } from "./table-types";

type Props = {
  column: {
    id: string;
    header: string;
    sortable?: boolean;
    descFirst?: boolean;
    align?: "end";
    bareHeader?: boolean;
    less?: boolean;
    className?: string;
  };
  sort: Sort | null;
  onSort?: (sort: Sort) => void;
};

/** A column's head. A real button where it sorts; `aria-sort` on the one column that is sorted. */
export function HeaderCell({ column, sort, onSort }: Props) {
  const sorted = sort?.id === column.id ? sort : null;
  const Arrow = sorted?.desc ? ArrowDown : ArrowUp;
  return (
    <th
      {...tableRoles.head}
      scope="col"
      data-less={column.less || undefined}
      data-bare={column.bareHeader || undefined}
      aria-sort={sorted ? (sorted.desc ? "descending" : "ascending") : undefined}
      className={cx(column.align === "end" && "ledger-end", column.className)}
    >
      {column.sortable && onSort ? (
        <button
          type="button"
          onClick={() => onSort({ id: column.id, desc: sorted ? !sorted.desc : Boolean(column.descFirst) })}
          className={cx(
            "group -mx-1.5 inline-flex h-7 items-center gap-1 rounded-sm px-1.5 hover:text-ink",
            sorted && "text-ink",
          )}
        >
          {column.header}
          <Arrow
            aria-hidden="true"
            className={cx(
              "size-3.5",
              sorted ? "text-brass-deep" : "opacity-0 group-hover:opacity-50 group-focus-visible:opacity-50",
            )}
          />
        </button>
      ) : (
        <span className={cx(column.bareHeader && "sr-only")}>{column.header}</span>
      )}
    </th>
  );
}
