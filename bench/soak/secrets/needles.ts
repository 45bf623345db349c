/** Finds secrets in whatever bytes there are, also where only a part of one is left, or where it is written otherwise. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const gram = 12;

/**
 * Any run of 24 of a secret's characters or more holds one of its pieces of 12, so that a cut or split copy is found as
 * well as a whole one. Beside the text itself, hex and base64 of it are looked for, wherever in other bytes it stood: as
 * a header of Basic holds it, or a column of bytes in a dump.
 */
export class Needles {
  readonly #pieces = new Map<string, string>();

  /** A text that nobody may find. `name` is what reports call it. */
  add(name: string, secret: string): void {
    this.#cut(name, plain(secret));
    this.addBytes(name, Buffer.from(secret));
  }

  /** Bytes that nobody may find written as text, as the private half of an RSA key is. */
  addBytes(name: string, bytes: Buffer): void {
    const hex = bytes.toString("hex");
    for (const writing of [hex, hex.toUpperCase(), ...base64Of(bytes)]) this.#cut(name, writing);
  }

  #cut(name: string, writing: string): void {
    for (let at = 0; at + gram <= writing.length; at += gram)
      this.#pieces.set(writing.slice(at, at + gram), name);
  }

  /** The names of the secrets of which something stands in the text. */
  in(text: string): string[] {
    const found = new Set<string>();
    for (const [run] of plain(text).matchAll(/[\w-]{12,}/g)) {
      for (let at = 0; at + gram <= run.length; at++) {
        const name = this.#pieces.get(run.slice(at, at + gram));
        if (name !== undefined) found.add(name);
      }
    }
    return [...found];
  }

  /** Every file below a folder that holds something, with the names. Files that vanish meanwhile are none. */
  below(folder: string, wanted: (path: string) => boolean = () => true): { bytes: number; found: string[] } {
    const found: string[] = [];
    let bytes = 0;
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      const path = join(folder, name);
      const contents = wanted(path) ? fileText(path) : "";
      bytes += contents.length;
      for (const secret of this.in(contents)) found.push(`${secret} in ${path}`);
    }
    return { bytes, found };
  }
}

/** Both kinds of base64 are looked for as one. */
function plain(text: string): string {
  return text.replaceAll("+", "-").replaceAll("/", "_");
}

/** What of the bytes can be told in base64 of whatever they are a part of: three ways to begin, and whole groups alone. */
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].map((skipped) => {
    const rest = bytes.subarray(skipped);
    return rest.subarray(0, rest.length - (rest.length % 3)).toString("base64url");
  });
}

function fileText(path: string): string {
  try {
    return statSync(path).isFile() ? readFileSync(path, "latin1") : "";
  } catch {
    return "";
  }
}
