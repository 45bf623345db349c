import { z } from "zod";

/** Filters under a name. They say nothing about keys, and are a browser's habit, as the columns are. */
export const SAVED_VIEWS_COOKIE = "keysmith.key-set-views";
/** As many as a cookie holds. */
export const MOST_VIEWS = 8;
export const LONGEST_VIEW_NAME = 40;

const savedView = z.object({
  name: z.string().trim().min(1).max(LONGEST_VIEW_NAME),
  /** What stands behind the question mark. */
  query: z
    .string()
    .max(400)
    .regex(/^[\w.~!*'(),;:@$+%&=-]*$/),
});
export type SavedView = z.output<typeof savedView>;

/** The views of whatever was sent or kept: what is off is dropped. */
export function parseSavedViews(views: unknown): SavedView[] {
  const given = Array.isArray(views) ? views : [];
  return given
    .flatMap((view) => {
      const parsed = savedView.safeParse(view);
      return parsed.success ? [parsed.data] : [];
    })
    .slice(0, MOST_VIEWS);
}

export function readSavedViews(text: string | undefined): SavedView[] {
  try {
    return parseSavedViews(JSON.parse(text ?? "[]"));
  } catch {
    return [];
  }
}
