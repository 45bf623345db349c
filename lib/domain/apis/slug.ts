/** What programs name an API by: letters and digits of its name and version, as in `orders-v1`. It never changes. */
export const API_SLUG_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const LONGEST_API_SLUG = 140;

/** Null where name and version hold no letter or digit of the Latin alphabet. */
export function apiSlug(name: string, version: string): string | null {
  const [first, second] = [plain(name), plain(version)];
  if (first === "" || second === "") return null;
  return `${first}-${/^\d/.test(second) ? "v" : ""}${second}`;
}

/** Accents fall away; whatever else is not a letter or digit parts words. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
