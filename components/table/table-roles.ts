/**
 * The roles that a table's elements have by birth. Browsers take them away when CSS turns rows into cards
 * (`display: block`), so they are spelled out; spread them on the element.
 */
export const tableRoles = {
  table: { role: "table" },
  group: { role: "rowgroup" },
  row: { role: "row" },
  head: { role: "columnheader" },
  rowHead: { role: "rowheader", scope: "row" },
  cell: { role: "cell" },
} as const;
