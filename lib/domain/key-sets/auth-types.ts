/** A Key Set is generated for each authentication type of the subscribed API; this is how its credential is presented. */
export const AUTH_TYPES = ["api_key", "oauth2_client_credentials", "basic"] as const;
export type AuthType = (typeof AUTH_TYPES)[number];

export const AUTH_TYPE_LABELS: Record<AuthType, string> = {
  api_key: "API key",
  oauth2_client_credentials: "OAuth 2 client credentials",
  basic: "Basic",
};

/** How a program presents it. */
export const AUTH_TYPE_PURPOSES: Record<AuthType, string> = {
  api_key: "The whole key in a header of each call",
  oauth2_client_credentials: "Client id and secret, exchanged at the token endpoint for a short token",
  basic: "User name and password in the Authorization header",
};

/** As long as a name may be. */
const LONGEST_NAME = 100;

/** The default name: the authentication type and the application's name, as in "API key - Orders app". */
export function defaultName(authType: AuthType, applicationName: string): string {
  const name = `${AUTH_TYPE_LABELS[authType]} - ${applicationName}`;
  if (name.length <= LONGEST_NAME) return name;
  // By characters, so that none of two halves is cut in the middle.
  const kept = [...name].reduce(
    (text, character) => (text.length + character.length < LONGEST_NAME ? text + character : text),
    "",
  );
  return `${kept}…`;
}
