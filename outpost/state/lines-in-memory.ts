/** Lines of text in a few large buffers, as they stand in the file: each is found by its number, and never altered. */
const pageBytes = 1_048_576;
/** A place is page * span + offset: whole numbers, exact below 2^53. */
const span = 2 ** 32;

export class LinesInMemory {
  readonly #pages: { bytes: Buffer; filled: number }[] = [];
  #places = new Float64Array(1_024);
  #count = 0;

  /** Numbers begin with 0. */
  get count(): number {
    return this.#count;
  }

  /** Takes in a line without its end. */
  add(text: string): number {
    const length = Buffer.byteLength(text) + 1;
    let page = this.#pages.at(-1);
    if (!page || page.bytes.length - page.filled < length) {
      page = { bytes: Buffer.allocUnsafeSlow(Math.max(pageBytes, length)), filled: 0 };
      this.#pages.push(page);
    }
    const begins = page.filled;
    page.bytes.write(text, begins);
    page.bytes[begins + length - 1] = 10;
    page.filled += length;
    return this.#note((this.#pages.length - 1) * span + begins);
  }

  /** Takes over whole lines where they are. */
  addAll(bytes: Buffer): void {
    this.#pages.push({ bytes, filled: bytes.length });
    const page = (this.#pages.length - 1) * span;
    for (let begins = 0; begins < bytes.length; begins = bytes.indexOf(10, begins) + 1)
      this.#note(page + begins);
  }

  page(line: number): Buffer {
    return this.#pages[Math.floor(this.#places[line]! / span)]!.bytes;
  }
  begins(line: number): number {
    return this.#places[line]! % span;
  }
  text(line: number): string {
    const [page, begins] = [this.page(line), this.begins(line)];
    return page.toString("utf8", begins, page.indexOf(10, begins));
  }

  /** Everything as it is now: what is added later stands behind it. */
  all(): Buffer[] {
    return this.#pages.map(({ bytes, filled }) => bytes.subarray(0, filled));
  }

  #note(place: number): number {
    if (this.#count === this.#places.length) {
      const more = new Float64Array(this.#count * 2);
      more.set(this.#places);
      this.#places = more;
    }
    this.#places[this.#count] = place;
    this.#count += 1;
    return this.#count - 1;
  }
}
