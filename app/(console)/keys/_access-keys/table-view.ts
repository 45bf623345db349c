import { z } from "zod";

/** How the keys table is looked at: nothing about the keys, so it is a browser's habit and not part of the address. */
export const VIEW_COOKIE = "keysmith.keys-view";

const viewShape = z
  .object({
    hidden: z.array(z.string().max(20)).max(20).catch([]),
    density: z.enum(["normal", "compact"]).catch("normal"),
  })
  .catch({ hidden: ["environment", "created", "createdBy"], density: "normal" });
export type TableView = z.output<typeof viewShape>;

export function parseView(view: unknown): TableView {
  return viewShape.parse(view);
}

/** The view of a cookie's text; the usual columns where there is none. */
export function readView(text: string | undefined): TableView {
  try {
    return parseView(text === undefined ? null : JSON.parse(text));
  } catch {
    return parseView(null);
  }
}
