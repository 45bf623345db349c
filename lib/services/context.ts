import type { WorkspaceId } from "@/lib/domain/brand";
import type { Actor } from "@/lib/domain/people/actor";

declare const minted: unique symbol;

/** By which door a request came in. */
export type Via = "console" | "api" | "host" | "job";

/** Who asks, where, when. Minted by the doors in `lib/entry` alone. */
export interface Context {
  readonly [minted]: true;
  readonly workspace: WorkspaceId;
  readonly actor: Actor;
  /** The one present of this request. */
  readonly now: Date;
  /** Milliseconds since the door opened, for waiting; monotonic. */
  readonly elapsedMs: () => number;
  readonly via: Via;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
  /** Makes a replayed submit harmless; null where the caller gave none. */
  readonly idempotencyKey: string | null;
  /** When the acting person last gave the password in this session; null outside a session. */
  readonly confirmedAt: Date | null;
  /** The acting person's session; null outside one. */
  readonly sessionId: string | null;
}
