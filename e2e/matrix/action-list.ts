import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Action {
  /** What the browser sends as `Next-Action`. */
  id: string;
  /** The name of its function. */
  name: string;
  /** A page that posts it. */
  path: string;
}

interface Manifest {
  node: Record<string, { workers: Record<string, unknown>; exportedName: string }>;
}

const manifest = join(import.meta.dirname, "..", "..", ".next", "server", "server-reference-manifest.json");

/** Every server action of the build, by the ids under which browsers post them. */
export function listActions(): Action[] {
  const { node } = JSON.parse(readFileSync(manifest, "utf8")) as Manifest;
  return Object.entries(node).map(([id, { workers, exportedName }]) => ({
    id,
    name: exportedName,
    path: pathOf(plainest(Object.keys(workers)) ?? "app/page"),
  }));
}

/** A page that is there whatever its address names: one of a thing that does not exist answers with its own failure. */
function plainest(entries: string[]): string | undefined {
  return entries.find((entry) => !entry.includes("[")) ?? entries[0];
}

/** "app/(console)/keys/[id]/page" is served at "/keys/..." */
function pathOf(entry: string): string {
  const parts = entry.split("/").slice(1, -1);
  const named = parts.filter((part) => !/^[(@]/.test(part));
  return `/${named.map((part) => (part.startsWith("[") ? "0193d5a2-0000-7000-8000-000000000001" : part)).join("/")}`;
}
