import { secondOf, wholeText } from "@/lib/whole-answer";
import type { Passport } from "../state/passport";
import { Recent } from "../state/recent";

/** A kilobyte each. */
const mostKept = 8_192;

/** What a proxy that asks is told of who was let in, written once a second for those who come again and again. */
export class Vouchers {
  readonly #written = new Recent<Passport, { second: number; text: string }>(mostKept);

  /** The whole answer, as `sendWhole` takes it. */
  textOf(passport: Passport, nowMs: number): string {
    const second = secondOf(nowMs);
    const known = this.#written.get(passport);
    if (known?.second === second) return known.text;
    const text = wholeText(passport.vouching, "", nowMs);
    if (known) {
      known.second = second;
      known.text = text;
    } else this.#written.put(passport, { second, text });
    return text;
  }
}
