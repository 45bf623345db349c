/** "1 call", "1,200 calls" */
export function callCount(n: number): string {
  return `${n.toLocaleString("en")} ${n === 1 ? "call" : "calls"}`;
}
