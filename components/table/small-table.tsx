import type { ReactNode } from "react";
import { cx } from "../ui/class-names";
import { tableRoles } from "./table-roles";

type Props = { caption: string; heads: string[]; compact?: boolean; children: ReactNode };

/** The frame of a small table without sorting or pages. */
export function SmallTable({ caption, heads, compact, children }: Props) {
  return (
    <div className="overflow-x-auto border-line sm:border-y">
      <table {...tableRoles.table} className={cx("ledger", compact && "ledger-compact")}>
        <caption className="sr-only">{caption}</caption>
        <thead {...tableRoles.group}>
          <tr {...tableRoles.row}>
            {heads.map((head) => (
              <th key={head} {...tableRoles.head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...tableRoles.group}>{children}</tbody>
      </table>
    </div>
  );
}
