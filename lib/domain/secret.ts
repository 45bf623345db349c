const stars = "********";

/**
 * A plaintext that prints as stars: in a template string, in JSON, in a log line, in an inspector.
 * `reveal()` is the one way to the value, so that `grep reveal(` lists every place that hands one out.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return stars;
  }

  toJSON(): string {
    return stars;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return stars;
  }
}
