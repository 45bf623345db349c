import { verdict } from "@/lib/domain/keys/verdict";
import { refusalByVerdict } from "@/lib/domain/tokens/refusals";
import type { Problem } from "../http/problem";
import type { Found } from "../records/key-desk";
import { KeyEntry } from "../records/key-entry";
import type { TokenRefusals } from "./token-refusals";

/** Notes that the bearer of a known key was turned away. Of an unknown key nothing is noted here: anybody can send one. */
export function noteRefusedBearer(
  refusals: TokenRefusals,
  found: Found,
  { status }: Problem,
  nowMs: number,
): void {
  if (!(found instanceof KeyEntry)) return;
  const { record } = found;
  const code = verdict(record, { scopes: [], environment: null, api: null, way: "hub" }, new Date(nowMs));
  // A good key is turned away for its calls alone; a bad one from an address with too many of them is still a bad one.
  if (code !== "valid") refusals.note(record, refusalByVerdict(code), nowMs);
  else if (status === 429) refusals.note(record, "too_many_calls", nowMs);
}
