/** How a sentence about a member's personal keys begins: "All 3 personal API keys are". */
export function keysThatStop(count: number): string {
  if (count === 0) return "No personal API key is there to be";
  return count === 1 ? "The one personal API key is" : `All ${count} personal API keys are`;
}
