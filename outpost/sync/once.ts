const mostKept = 10_000;
const texts = new Map<string, string>();

/** What many records say alike, kept once: there are hundreds of thousands of them in memory. */
export function once(text: string): string {
  return onceOf(texts, text, () => text);
}

export function onceOf<Value>(kept: Map<string, Value>, name: string, make: () => Value): Value {
  const known = kept.get(name);
  if (known !== undefined) return known;
  if (kept.size >= mostKept) kept.clear();
  const made = make();
  kept.set(name, made);
  return made;
}
