/** A known trouble: its sentence is printed alone, without a stack. */
export class PlainError extends Error {}
