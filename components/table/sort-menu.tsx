"use client";
import { ArrowDownUp } from "lucide-react";
import { buttonStyle } from "../ui/button-style";
import { Menu } from "../ui/menu";
import type { Sort } from "./table-types";

type Order = Sort & { label: string };
/** Those of every list of keys. */
export const KEY_ORDERS: Order[] = [
  { id: "created", desc: true, label: "Newest first" },
  { id: "created", desc: false, label: "Oldest first" },
  { id: "name", desc: false, label: "Name, A to Z" },
  { id: "name", desc: true, label: "Name, Z to A" },
  { id: "lastUsed", desc: true, label: "Last used first" },
  { id: "lastUsed", desc: false, label: "Longest unused first" },
  { id: "expires", desc: false, label: "Ending soonest first" },
  { id: "expires", desc: true, label: "Ending latest first" },
];

/** The order in words: for cards, which have no headers to press, and for columns that are hidden. */
export function SortMenu({
  sort,
  onSort,
  orders = KEY_ORDERS,
}: {
  sort: Sort;
  onSort: (sort: Sort) => void;
  orders?: Order[];
}) {
  return (
    <Menu
      entries={orders.map(({ label, ...order }) => ({
        kind: "check",
        label,
        checked: order.id === sort.id && order.desc === sort.desc,
        onChange: () => onSort(order),
      }))}
      trigger={
        <button type="button" className={buttonStyle("ghost", "sm")}>
          <ArrowDownUp aria-hidden="true" className="size-4" />
          Sort
        </button>
      }
    />
  );
}
