/** What must be found nowhere, and the answers that were meant to show it. */
import type { Answer } from "./answers";
import { Needles } from "./needles";

/** The answer to a form of the console. */
const FORM = "(action)";

export class KnownSecrets {
  readonly needles = new Needles();
  readonly #doors = new Map<string, string[]>();

  get names(): string[] {
    return [...this.#doors.keys()];
  }

  /** One that no answer shows, or none so far. */
  add(name: string, secret: string): void {
    if (this.#doors.has(name)) return;
    this.#doors.set(name, []);
    this.needles.add(name, secret);
  }

  addBytes(name: string, parts: readonly Buffer[]): void {
    if (this.#doors.has(name)) return;
    this.#doors.set(name, []);
    for (const bytes of parts) this.needles.addBytes(name, bytes);
  }

  /** One that an answer has just shown: to a form of the console, or to this call. That answer may, and no other. */
  shown(name: string, secret: string, door = FORM): void {
    this.add(name, secret);
    this.#doors.get(name)!.push(door);
  }

  /** A key, or an Outpost's token: known by what stands before its secret. */
  key(text: string, door?: string): string {
    this.shown(publicIdOf(text), secretOf(text), door);
    return text;
  }

  /** A JWT: without its signature it is worth nothing. */
  token(text: string, door: string): string {
    this.shown(`the token ${text.slice(-8)}`, text.slice(text.lastIndexOf(".") + 1), door);
    return text;
  }

  /** What is wrong with the answers: a secret that others showed than were meant to, or the same one more often. */
  faultsIn(answers: readonly Answer[]): string[] {
    const showing = new Map<string, string[]>([...this.#doors.keys()].map((name) => [name, []]));
    for (const { what, text } of answers)
      for (const name of this.needles.in(text)) showing.get(name)!.push(what);
    return [...showing].flatMap(([name, shown]) => {
      const wanted = this.#doors.get(name)!;
      const meant = (door: string) => wanted.filter((one) => one === door).length;
      const told = (door: string) => shown.filter((what) => what.endsWith(door)).length;
      const fits = shown.length === wanted.length && wanted.every((door) => told(door) === meant(door));
      return fits ? [] : [`${name} was shown by [${shown}], and was to be by [${wanted}]`];
    });
  }
}

export const publicIdOf = (keyText: string) => keyText.slice(0, keyText.lastIndexOf("_"));
/** With its check. */
export const secretOf = (keyText: string) => keyText.slice(keyText.lastIndexOf("_") + 1);
