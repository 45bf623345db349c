/**
 * Moves the focus from a row that is about to go to its neighbour's first control: the next row, else the one
 * before, else the table's own search. Call it before the rows change.
 */
export function focusNextRow(rowId: string) {
  const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(rowId)}"]`);
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
  const target =
    neighbour?.querySelector<HTMLElement>("a[href], button") ??
    document.querySelector<HTMLElement>("input[type=search]") ??
    document.getElementById("main");
  target?.focus();
}
