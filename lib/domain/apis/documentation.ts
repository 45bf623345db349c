/** Documentation of an API is a link, or text of its own. Only https counts as a link: nothing else is made clickable. */
export function documentationLink(documentation: string): string | null {
  if (!/^https:\/\/\S+$/.test(documentation) || !URL.canParse(documentation)) return null;
  const { protocol, username, password, href } = new URL(documentation);
  // "https://bank.example@evil.example" looks like another address than it is.
  return protocol === "https:" && username === "" && password === "" ? href : null;
}
