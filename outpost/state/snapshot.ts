/** The state as a file: its head, its keys some hundred to a line, and an end that only who holds the Outpost's token can have written. */
import { createHmac } from "node:crypto";
import { sameBytes } from "@/lib/crypto/digest";
import { fieldsOf, readEnd, readHead, type SyncedRecord, WireFault } from "../sync/wire";
import { type Compact, compactOf, recordOf } from "./compact";
import type { Place } from "./place";
import { Records } from "./records";
import { Synced } from "./synced";

const recordsPerLine = 500;

/** A state at one moment: records are replaced, never altered, so that what is written is not half of the next one. */
export interface Still {
  head: object;
  place: Place;
  records: readonly SyncedRecord[];
}

export function stillOf(synced: Synced): Still {
  return { head: synced.head.raw, place: synced.changed, records: synced.records.all() };
}

export function* writeSnapshot({ head: raw, place, records }: Still, key: Buffer): Generator<string> {
  const mac = createHmac("sha256", key);
  const head = `${JSON.stringify({ ...raw, ...place })}\n`;
  mac.update(head);
  yield head;
  for (let i = 0; i < records.length; i += recordsPerLine) {
    const line = `${JSON.stringify(records.slice(i, i + recordsPerLine).map(compactOf))}\n`;
    mac.update(line);
    yield line;
  }
  yield `${JSON.stringify({ end: true, versions: records.length, mac: mac.digest("hex") })}\n`;
}

/** Throws where the file is not whole, or was not written with this key. */
export function readSnapshot(file: Buffer, key: Buffer): Synced {
  const lastBegins = file.lastIndexOf(10, file.length - 2) + 1;
  const end = JSON.parse(file.toString("utf8", lastBegins));
  const mac = createHmac("sha256", key).update(file.subarray(0, lastBegins)).digest();
  if (!sameBytes(mac, Buffer.from(String(fieldsOf(end).mac), "hex")))
    throw new WireFault("not written by this Outpost");
  const records = new Records();
  let begins = file.indexOf(10) + 1;
  const head = readHead(JSON.parse(file.toString("utf8", 0, begins)));
  while (begins < lastBegins) {
    const ends = file.indexOf(10, begins);
    for (const compact of JSON.parse(file.toString("utf8", begins, ends)) as Compact[])
      records.add(recordOf(compact));
    begins = ends + 1;
  }
  if (readEnd(end)?.versions !== records.size) throw new WireFault("not whole");
  return new Synced(head, records);
}
