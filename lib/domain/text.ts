/** True where a text holds a character that no store or screen can carry safely: NUL or a lone surrogate. */
export function hasUnsafeCharacter(text: string): boolean {
  return text.includes("\u0000") || !text.isWellFormed();
}
