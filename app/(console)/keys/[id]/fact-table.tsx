import type { ReactNode } from "react";
import { tableRoles } from "@/components/table/table-roles";

type Props = {
  caption: string;
  heads: string[];
  rows: { id: string; cells: ReactNode[] }[];
  /** The head whose cells take a card's whole width on phones. */
  wide?: string;
};

/** A small table without sorting or pages: the first cell names its row. */
export function FactTable({ caption, heads, rows, wide }: Props) {
  return (
    <div className="overflow-x-auto border-line sm:border-y">
      <table {...tableRoles.table} className="ledger ledger-compact">
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
        <tbody {...tableRoles.group}>
          {rows.map(({ id, cells: [first, ...rest] }) => (
            <tr key={id} {...tableRoles.row}>
              <th {...tableRoles.rowHead}>{first}</th>
              {rest.map((cell, index) => (
                <td
                  key={heads[index + 1]}
                  {...tableRoles.cell}
                  data-label={heads[index + 1]}
                  data-wide={heads[index + 1] === wide || undefined}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
