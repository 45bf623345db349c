import { z } from "zod";

/** How a table is looked at: nothing about its rows, so it is a browser's habit, kept in a cookie, and no part of the address. */
export interface TableView {
  /** Columns, by their ids. */
  hidden: string[];
  density: "normal" | "compact";
}

const viewShape = z.object({
  hidden: z.array(z.string().max(20)).max(20).catch([]),
  density: z.enum(["normal", "compact"]).catch("normal"),
});

/** A view as a browser sends it. Whatever is unknown in it is dropped; what is no view at all is the usual one. */
export function parseView(view: unknown, usual: TableView): TableView {
  return viewShape.safeParse(view).data ?? usual;
}

/** The view in a cookie's text; the usual one where there is none. */
export function readView(text: string | undefined, usual: TableView): TableView {
  try {
    return text === undefined ? usual : parseView(JSON.parse(text), usual);
  } catch {
    return usual;
  }
}
