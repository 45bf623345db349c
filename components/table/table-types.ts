import type { ReactNode } from "react";

export type Sort = { id: string; desc: boolean };
export type Density = "normal" | "compact";

export type DataColumn<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  sortable?: boolean;
  /** Newest or largest first at the first press. */
  descFirst?: boolean;
  align?: "end";
  /** False: it is always shown (the name, the actions). */
  hideable?: boolean;
  /** The row's name: its cell is a row header, and the card's title on phones. */
  rowHeader?: boolean;
  /** Actions: the header is there for assistive technology alone. */
  bareHeader?: boolean;
  /** Left out where the screen is neither wide nor a phone; the details page has it. */
  less?: boolean;
  /** Takes a card's whole width on phones. */
  wide?: boolean;
  className?: string;
};

export type Selection = {
  ids: readonly string[];
  onChange: (ids: string[]) => void;
  nameOf: (id: string) => string;
};
