import { expect, test } from "vitest";
import { AUTH_TYPES } from "@/lib/domain/key-sets/auth-types";
import { credentialFields, credentialSnippets } from "./credential-fields";

const parts = {
  publicId: "4f2KxQ81bZr0Tn3c",
  secret: "ks_sproduction_whole",
  tokenEndpoint: "https://hub.example/t",
};

test("each authentication type names its parts, and exactly one of them is the secret", () => {
  const labels = AUTH_TYPES.map((authType) =>
    credentialFields({ ...parts, authType }).map(({ label }) => label),
  );
  expect(labels).toEqual([
    ["API key"],
    ["Client ID", "Client secret", "Token endpoint"],
    ["User name", "Password"],
  ]);
  for (const authType of AUTH_TYPES) {
    const secrets = credentialFields({ ...parts, authType }).filter(({ isSecret }) => isSecret);
    expect(secrets.map(({ value }) => value)).toEqual([parts.secret]);
  }
});

test("an example holds whatever secret it is given, and no other", () => {
  for (const authType of AUTH_TYPES)
    for (const { code } of credentialSnippets({ ...parts, authType })) {
      expect(code("masked")).toContain("masked");
      expect(code("masked")).not.toContain(parts.secret);
    }
});
