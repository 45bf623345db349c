/** A state file as the Outpost before this one wrote it, for the same token. */
import { createHmac } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { derive } from "@/lib/crypto/digest";

/** Makes the state file one of the form before: its head says so, and its lines lack their last member. */
export function makeOlder(path: string, token: string): void {
  const [head, ...rest] = readFileSync(path, "utf8").trimEnd().split("\n") as [string, ...string[]];
  const lines = rest.slice(0, -1).map((line) => JSON.stringify(JSON.parse(line).slice(0, -1)));
  const { form, ...told } = JSON.parse(head);
  const state = `${[JSON.stringify({ ...told, form: form - 1 }), ...lines].join("\n")}\n`;
  const mac = createHmac("sha256", derive(Buffer.from(token), "keysmith outpost state")).update(state);
  const end = { end: true, versions: lines.length, mac: mac.digest("hex") };
  writeFileSync(path, `${state}${JSON.stringify(end)}\n`);
}
