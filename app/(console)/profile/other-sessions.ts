/** "1 other session has", "3 other sessions have". */
export function otherSessions(count: number): string {
  return count === 1 ? "1 other session has" : `${count} other sessions have`;
}
