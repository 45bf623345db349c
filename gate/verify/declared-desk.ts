import type { WorkspaceId } from "@/lib/domain/brand";
import type { DeclaredNames } from "@/lib/domain/keys/unmet";
import { loadDeclaredNames } from "@/lib/services/gate/declared-names";
import { inTime } from "@/lib/services/gate/in-time";
import type { Lane } from "../records/lane";

const keptMs = 10_000;
/** Longer than this a verdict does not wait for its hint. */
const hintWithinMs = 250;
const mostKept = 10_000;

/**
 * What workspaces declare, for the hints of refused calls. Read at most every ten seconds for each of them, however many
 * calls are refused: no verdict hangs on it, so it may be that old, or missing.
 */
export class DeclaredDesk {
  readonly #lane: Lane;
  readonly #load: typeof loadDeclaredNames;
  readonly #kept = new Map<string, { names: Promise<DeclaredNames | null>; atMs: number }>();

  constructor(lane: Lane, load = loadDeclaredNames) {
    this.#lane = lane;
    this.#load = load;
  }

  find(workspace: string, nowMs: number): Promise<DeclaredNames | null> {
    const known = this.#kept.get(workspace);
    if (known && nowMs - known.atMs < keptMs) return known.names;
    if (this.#kept.size >= mostKept) this.#kept.clear();
    // Where the database does not answer, the verdict goes out without a hint.
    const read = this.#lane.run(() => this.#load(workspace as WorkspaceId));
    const names = inTime(read, hintWithinMs).catch(() => null);
    this.#kept.set(workspace, { names, atMs: nowMs });
    return names;
  }
}
