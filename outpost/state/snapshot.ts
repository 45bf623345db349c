/** The state as a file: its head, a line for each key version, and an end that only who holds the Outpost's token can have written. */
import { createHmac } from "node:crypto";
import { sameBytes } from "@/lib/crypto/digest";
import { fieldsOf, readEnd, readHead, WireFault } from "../sync/wire";
import type { Place } from "./place";
import { Records } from "./records";
import { Synced } from "./synced";

/** A state at one moment: lines are added, never altered, so that what is written is not half of the next one. */
export interface Still {
  head: object;
  place: Place;
  lines: readonly Buffer[];
  versions: number;
}

export function stillOf({ head, changed, records }: Synced): Still {
  return { head: head.raw, place: changed, lines: records.lines(), versions: records.size };
}

/** Told apart from earlier forms, which are nothing, but for the last: it serves until the state has been fetched anew. */
const FORM = 3;
/** Without the applications of key sets. */
const FORM_BEFORE = 2;

export function* writeSnapshot(
  { head: raw, place, lines, versions }: Still,
  key: Buffer,
): Generator<string | Buffer> {
  const mac = createHmac("sha256", key);
  const head = `${JSON.stringify({ ...raw, ...place, form: FORM })}\n`;
  for (const piece of [head, ...lines]) {
    mac.update(piece);
    yield piece;
  }
  yield `${JSON.stringify({ end: true, versions, mac: mac.digest("hex") })}\n`;
}

/** Throws where the file is not whole, or was not written with this key. */
export function readSnapshot(file: Buffer, key: Buffer): Synced {
  const lastBegins = file.lastIndexOf(10, file.length - 2) + 1;
  const end = JSON.parse(file.toString("utf8", lastBegins));
  const mac = createHmac("sha256", key).update(file.subarray(0, lastBegins)).digest();
  if (!sameBytes(mac, Buffer.from(String(fieldsOf(end).mac), "hex")))
    throw new WireFault("not written by this Outpost");
  const begins = file.indexOf(10) + 1;
  const { form, ...head } = fieldsOf(JSON.parse(file.toString("utf8", 0, begins)));
  if (form !== FORM && form !== FORM_BEFORE) throw new WireFault("written in another form");
  const records = Records.of(file.subarray(begins, lastBegins));
  if (readEnd(end)?.versions !== records.size) throw new WireFault("not whole");
  return new Synced(readHead(head), records, form === FORM);
}
