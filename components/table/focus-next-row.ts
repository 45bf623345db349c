import { focusPlace, placesOf } from "../ui/focus-place";

/**
 * Moves the focus from a row that is about to go to its neighbour's first control: the next row, else the one
 * before, else the table's own search, else the part of the page that the table stands in. Call it before the rows change.
 */
export function focusNextRow(rowId: string) {
  const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(rowId)}"]`);
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
  const place = row ? placesOf(row)[0] : undefined;
  const control =
    neighbour?.querySelector<HTMLElement>("a[href], button") ??
    (place ?? document).querySelector<HTMLElement>("input[type=search]");
  if (control) control.focus();
  else focusPlace(place ?? document.getElementById("main") ?? undefined);
}
