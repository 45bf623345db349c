import { endMinuteOf } from "@/lib/domain/tokens/live-tokens";
import type { TokenRow } from "@/lib/services/gate/write-usage";

/** Different counts kept at once: more than that come together only while the database is away for long. */
const mostRows = 200_000;

/** Tokens issued since the last batch, per signing key, version of a key, and the minute in which they end. */
export class TokenCounter {
  #rows = new Map<string, TokenRow>();
  /** Tokens for which there was no room any more, since the last batch. */
  #lost = 0;

  /** Counts one; `exp` in seconds. Before its bearer has it, so that nobody can hold one that is not counted. */
  count(of: Omit<TokenRow, "endsMinuteMs" | "tokens">, exp: number): void {
    const endsMinuteMs = endMinuteOf(exp);
    const { workspaceId, signingKeyId, keyId, versionId } = of;
    const name = `${signingKeyId} ${versionId} ${endsMinuteMs}`;
    const row = this.#rows.get(name);
    if (row) row.tokens += 1;
    else if (this.#rows.size >= mostRows) this.#lost += 1;
    else this.#rows.set(name, { workspaceId, signingKeyId, keyId, versionId, endsMinuteMs, tokens: 1 });
  }

  /** Rows that wait for their batch. */
  get waiting(): number {
    return this.#rows.size;
  }

  take(): { rows: TokenRow[]; lost: number } {
    const taken = { rows: [...this.#rows.values()], lost: this.#lost };
    this.#rows = new Map();
    this.#lost = 0;
    return taken;
  }
}
