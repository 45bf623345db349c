/** From which event on a history is read: `before` of the page's address; null = from the newest. */
export function historyFrom(before: string | string[] | undefined): number | null {
  return typeof before === "string" && /^[1-9]\d{0,14}$/.test(before) ? Number(before) : null;
}
