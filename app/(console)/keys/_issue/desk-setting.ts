import type { LifetimeRule } from "@/lib/domain/keys/expiry";

/** What the forms offer, from the server. */
export interface DeskSetting {
  /** The server's present. */
  now: Date;
  /** The hub's public address, without a trailing slash. */
  baseUrl: string;
  environments: string[];
  /** Scopes of the team's own APIs. */
  ownScopes: string[];
  /** The scope that the keys of this page hold; null = the page is about all of them. */
  holding: string | null;
  /** How long keys may live here, and the names of who can change that. */
  lifetime: LifetimeRule & { rulers: string[] };
}
