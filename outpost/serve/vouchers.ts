import { secondOf, wholeText } from "@/lib/whole-answer";
import type { Passport } from "../state/passport";

const places = 8_192;
/** Most are half as long; what somebody's payload makes longer is written each time. */
const longestKept = 2_048;

/**
 * What a proxy that asks is told of who was let in, written once a second for those who come again and again. Each has
 * one place, which the next one with that place takes; who comes once leaves no text there.
 */
export class Vouchers {
  /** By number: who comes once is not to be kept for that. */
  readonly #whose = new Float64Array(places).fill(-1);
  readonly #texts = new Array<string>(places).fill("");
  readonly #seconds = new Float64Array(places);

  /** The whole answer, as `sendWhole` takes it. */
  textOf(passport: Passport, nowMs: number): string {
    const at = passport.number % places;
    const second = secondOf(nowMs);
    const isHere = this.#whose[at] === passport.number;
    if (isHere && this.#seconds[at] === second) return this.#texts[at]!;
    const text = wholeText(passport.vouching, "", nowMs);
    this.#whose[at] = passport.number;
    const isKept = isHere && text.length <= longestKept;
    this.#seconds[at] = isKept ? second : 0;
    this.#texts[at] = isKept ? text : "";
    return text;
  }
}
