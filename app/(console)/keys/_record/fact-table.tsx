import type { ReactNode } from "react";
import { SmallTable } from "@/components/table/small-table";
import { tableRoles } from "@/components/table/table-roles";

type Props = {
  caption: string;
  heads: string[];
  rows: { id: string; cells: ReactNode[] }[];
  /** The head whose cells take a card's whole width on phones. */
  wide?: string;
};

/** A small table whose first cell names its row. */
export function FactTable({ caption, heads, rows, wide }: Props) {
  return (
    <SmallTable caption={caption} heads={heads} compact>
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
    </SmallTable>
  );
}
