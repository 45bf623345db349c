import type { AuthType } from "@/lib/domain/key-sets/auth-types";
import type { Snippet } from "../keys/snippets";

/** What somebody needs who calls with a key set. */
export interface CredentialParts {
  authType: AuthType;
  /** The client id or user name. */
  publicId: string;
  /** The API key, client secret or password. */
  secret: string;
  tokenEndpoint: string;
}

export interface CredentialField {
  label: string;
  value: string;
  isSecret?: boolean;
}

/** The parts of a credential under the names that its authentication type gives them. */
export function credentialFields(parts: CredentialParts): CredentialField[] {
  const { publicId, secret, tokenEndpoint } = parts;
  switch (parts.authType) {
    case "api_key":
      return [{ label: "API key", value: secret, isSecret: true }];
    case "oauth2_client_credentials":
      return [
        { label: "Client ID", value: publicId },
        { label: "Client secret", value: secret, isSecret: true },
        { label: "Token endpoint", value: tokenEndpoint },
      ];
    case "basic":
      return [
        { label: "User name", value: publicId },
        { label: "Password", value: secret, isSecret: true },
      ];
  }
}

const SOME_API = "https://your-api.example/";

/** How to use it: as a call, and as lines of an env file. */
export function credentialSnippets({ authType, publicId, tokenEndpoint }: CredentialParts): Snippet[] {
  switch (authType) {
    case "api_key":
      return [
        {
          value: "curl",
          label: "curl",
          code: (secret) => `curl ${SOME_API} \\\n  -H "X-API-Key: ${secret}"`,
        },
        { value: "env", label: ".env", code: (secret) => `API_KEY=${secret}` },
      ];
    case "oauth2_client_credentials":
      return [
        {
          value: "curl",
          label: "curl",
          code: (secret) =>
            `curl -X POST ${tokenEndpoint} \\\n  -u "${publicId}:${secret}" \\\n  -d grant_type=client_credentials`,
        },
        {
          value: "env",
          label: ".env",
          code: (secret) => `CLIENT_ID=${publicId}\nCLIENT_SECRET=${secret}\nTOKEN_ENDPOINT=${tokenEndpoint}`,
        },
      ];
    case "basic":
      return [
        {
          value: "curl",
          label: "curl",
          code: (secret) => `curl ${SOME_API} \\\n  -u "${publicId}:${secret}"`,
        },
        { value: "env", label: ".env", code: (secret) => `API_USER=${publicId}\nAPI_PASSWORD=${secret}` },
      ];
  }
}
