/** The options, and whatever the address asks for beside them, so that every filter in force can be seen and cleared. */
export function withChosen(known: string[], chosen: string[]) {
  return [...new Set([...known, ...chosen])].map((value) => ({ value, label: value }));
}
