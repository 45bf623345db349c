/** The changes since the snapshot, a line each, chained: one that is torn, altered or from elsewhere ends the list. */
import { createHmac } from "node:crypto";
import { open, truncate } from "node:fs/promises";

export class Journal {
  readonly #path: string;
  readonly #key: Buffer;
  #last = "";
  bytes = 0;

  constructor(path: string, key: Buffer) {
    this.#path = path;
    this.#key = key;
  }

  /** Adds a change behind the others; on disk when this resolves. */
  async append(change: unknown): Promise<void> {
    const json = JSON.stringify(change);
    const mac = this.#mac(this.#last, json);
    const line = `${mac} ${json}\n`;
    await this.#write("a", line);
    this.#last = mac;
    this.bytes += Buffer.byteLength(line);
  }

  /** Takes away what stands behind the last line that was read: more could not be told from it. */
  cutTail(): Promise<void> {
    return truncate(this.#path, this.bytes).catch((error) => {
      if (error.code !== "ENOENT") throw error;
    });
  }

  async clear(): Promise<void> {
    await this.#write("w", "");
    this.#last = "";
    this.bytes = 0;
  }

  /** The changes in a file, in order, up to the first line that does not follow from the one before. */
  *read(file: Buffer): Generator<unknown> {
    for (let begins = 0; begins < file.length; ) {
      const ends = file.indexOf(10, begins);
      if (ends < 0) return;
      const [mac, json] = [
        file.toString("utf8", begins, begins + 64),
        file.toString("utf8", begins + 65, ends),
      ];
      if (mac !== this.#mac(this.#last, json)) return;
      yield JSON.parse(json);
      this.#last = mac;
      begins = ends + 1;
      this.bytes = begins;
    }
  }

  #mac(last: string, json: string): string {
    return createHmac("sha256", this.#key).update(last).update(json).digest("hex");
  }

  async #write(flags: "a" | "w", text: string): Promise<void> {
    const file = await open(this.#path, flags, 0o600);
    try {
      await file.chmod(0o600);
      await file.write(text);
      await file.sync();
    } finally {
      await file.close();
    }
  }
}
