/** What a form of settings shows, and sends. */
export interface Settings {
  name: string;
  keyPrefix: string;
  environments: string[];
  ownScopes: string[];
  longestLifetimeDays: number | null;
  neverAllowed: boolean;
  tokenAudience: string | null;
  tokenMinutes: number;
}

/** The settings that differ from what the form began with. */
export function changedSettings(before: Settings, after: Settings): Partial<Settings> {
  const names = Object.keys(after) as (keyof Settings)[];
  const same = (a: unknown, b: unknown) =>
    Array.isArray(a) && Array.isArray(b) ? a.join("\n") === b.join("\n") : Object.is(a, b);
  const changed = names.filter((name) => !same(before[name], after[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name]]));
}
