import { Records } from "../state/records";
import { Synced } from "../state/synced";
import { type Head, readEnd, readHead, readVersion, WireFault } from "./wire";

/** A whole bundle; one that broke off, or that says of itself that something lacks, throws and is nothing. */
export async function readBundle(lines: AsyncIterable<string>): Promise<Synced> {
  let head: Head | null = null;
  const records = new Records();
  let whole = false;
  for await (const line of lines) {
    if (whole) throw new WireFault("something behind the end of the bundle");
    const value: unknown = JSON.parse(line);
    if (head === null) {
      head = readHead(value);
      continue;
    }
    const end = readEnd(value);
    if (end === null) records.add(readVersion(value));
    else if (end.versions !== records.size) throw new WireFault("not as many keys as the bundle says");
    else whole = true;
  }
  if (head === null || !whole) throw new WireFault("the bundle broke off before its end");
  return new Synced(head, records);
}
