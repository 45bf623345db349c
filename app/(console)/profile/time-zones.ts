/** Every time zone that this hub knows, and the chosen one in any case: by name, UTC first. */
export function timeZones(chosen: string | null): string[] {
  const known = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((name) => name !== "UTC")];
  return chosen === null || known.includes(chosen) ? known : [chosen, ...known];
}
