export type Snippet = { value: string; label: string; code: (secret: string) => string };

/** What a person types to call with a fresh key: one line that keeps it for this window, one that proves it. */
export function commandLine(envName: string, baseUrl: string): Snippet {
  return {
    value: "shell",
    label: "Command line",
    code: (secret) =>
      `export ${envName}=${secret}\ncurl ${baseUrl}/v1/whoami \\\n  -H "Authorization: Bearer $${envName}"`,
  };
}

/**
 * How to use a fresh key, per language. `baseUrl` is the hub's public URL without a trailing slash. The calls ask
 * who the key is (`/v1/whoami`), so that pasting one is the test of the new key. A key that may verify others also
 * gets that call, about keys of its own environment.
 */
export function snippets(
  envName: string,
  baseUrl: string,
  { scopes = [], environment }: { scopes?: readonly string[]; environment: string | null },
): Snippet[] {
  const ways = whoami(envName, baseUrl);
  return scopes.includes("keys:verify") ? [...ways, verify(baseUrl, environment)] : ways;
}

function verify(baseUrl: string, environment: string | null): Snippet {
  const there = environment === null ? "" : `, "environment": "${environment}"`;
  const asked = `{"key": "the key that your caller sent"${there}}`;
  return {
    value: "verify",
    label: "Verify a key",
    code: (secret) =>
      `curl -X POST ${baseUrl}/v1/keys/verify \\\n  -H "Authorization: Bearer ${secret}" \\\n  -H "Content-Type: application/json" \\\n  -d '${asked}'`,
  };
}

function whoami(envName: string, baseUrl: string): Snippet[] {
  return [
    { value: "env", label: ".env", code: (secret) => envLine(envName, secret) },
    {
      value: "curl",
      label: "curl",
      code: (secret) => `curl ${baseUrl}/v1/whoami \\\n  -H "Authorization: Bearer ${secret}"`,
    },
    {
      value: "node",
      label: "Node",
      code: (secret) =>
        `const response = await fetch("${baseUrl}/v1/whoami", {\n  headers: { Authorization: "Bearer ${secret}" },\n});\nconsole.log(await response.json());`,
    },
    {
      value: "python",
      label: "Python",
      code: (secret) =>
        `import json, urllib.request\n\nrequest = urllib.request.Request(\n    "${baseUrl}/v1/whoami",\n    headers={"Authorization": "Bearer ${secret}"},\n)\nprint(json.load(urllib.request.urlopen(request)))`,
    },
  ];
}

/** One line of an env file. */
export function envLine(envName: string, secret: string): string {
  return `${envName}=${secret}`;
}
