import { WireFault } from "./wire";

const longestLine = 4_000_000;

/** The lines of a stream of bytes, without their ends; what comes behind the last end is a line that broke off, and throws. */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    const bytes =
      rest.length > 0
        ? Buffer.concat([rest, chunk])
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    let begins = 0;
    for (let ends = bytes.indexOf(10); ends >= 0; ends = bytes.indexOf(10, begins)) {
      yield bytes.toString("utf8", begins, ends);
      begins = ends + 1;
    }
    rest = bytes.subarray(begins);
    if (rest.length > longestLine) throw new WireFault("a line without an end");
  }
  if (rest.length > 0) throw new WireFault("the answer broke off within a line");
}
