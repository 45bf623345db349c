/** A key set stores no scopes: what the hub lets it do is what its authentication type is there for. */
import type { AuthType } from "../key-sets/auth-types";
import type { HubScope } from "../scopes";

/** The scopes by which a key set acts. Client credentials are there for tokens alone, the other types for calls to APIs. */
export function scopesOfKeySet(authType: AuthType | null): readonly HubScope[] {
  return authType === "oauth2_client_credentials" ? ["tokens:exchange"] : [];
}
