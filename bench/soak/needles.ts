/** Finds secrets in whatever bytes there are, also where only a part of one is left. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const gram = 12;

/**
 * Looks for keys' secret parts. Any run of 24 of a secret's characters or more holds one of its pieces of 12, so that a
 * cut or split copy is found as well as a whole one.
 */
export class Needles {
  readonly #pieces = new Map<string, string>();

  /** `keyText` is a whole key; the secret and its check stand behind the last underscore. */
  add(keyText: string): void {
    const secret = keyText.slice(keyText.lastIndexOf("_") + 1);
    for (let at = 0; at + gram <= secret.length; at += gram)
      this.#pieces.set(secret.slice(at, at + gram), keyText);
  }

  /** The public ids of the keys of which something stands in the text. */
  in(text: string): string[] {
    const found = new Set<string>();
    for (const [run] of text.matchAll(/[0-9A-Za-z]{12,}/g)) {
      for (let at = 0; at + gram <= run.length; at++) {
        const key = this.#pieces.get(run.slice(at, at + gram));
        if (key) found.add(publicIdOf(key));
      }
    }
    return [...found];
  }

  /** Every file below a folder that holds something, with the public ids. Files that vanish meanwhile are none. */
  below(folder: string, wanted: (path: string) => boolean = () => true): { bytes: number; found: string[] } {
    const found: string[] = [];
    let bytes = 0;
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      const path = join(folder, name);
      const contents = wanted(path) ? fileText(path) : "";
      bytes += contents.length;
      for (const id of this.in(contents)) found.push(`${id} in ${path}`);
    }
    return { bytes, found };
  }
}

export function publicIdOf(keyText: string): string {
  return keyText.slice(0, keyText.lastIndexOf("_"));
}

function fileText(path: string): string {
  try {
    return statSync(path).isFile() ? readFileSync(path, "latin1") : "";
  } catch {
    return "";
  }
}
