/** How far this Outpost has been, apart from the state itself: an older state put back in its place is known by it. */
import { derive, sameBytes } from "@/lib/crypto/digest";
import { count, fieldsOf } from "../sync/wire";
import type { Place } from "./place";

export interface Mark extends Place {
  /** When the hub was last heard, Unix milliseconds. */
  heardAtMs: number;
}

export function writeMark({ generation, revision, heardAtMs }: Mark, key: Buffer): string {
  const said = [generation, revision, Math.trunc(heardAtMs)];
  return JSON.stringify({ said, mac: macOf(said, key).toString("hex") });
}

/** Null where the text was not written with this key. */
export function readMark(text: string, key: Buffer): Mark | null {
  try {
    const { said, mac } = fieldsOf(JSON.parse(text));
    if (!Array.isArray(said) || !sameBytes(macOf(said, key), Buffer.from(String(mac), "hex"))) return null;
    const [generation, revision, heardAtMs] = said.map(count);
    return { generation: generation!, revision: revision!, heardAtMs: heardAtMs! };
  } catch {
    return null;
  }
}

function macOf(said: readonly unknown[], key: Buffer): Buffer {
  return derive(key, JSON.stringify(said));
}
