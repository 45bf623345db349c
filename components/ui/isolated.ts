/** A user-chosen name inside plain text: isolated, so that its direction cannot spill over. In markup it is `Bdi`. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
