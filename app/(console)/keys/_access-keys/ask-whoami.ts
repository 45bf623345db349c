/** What the gate says of a key: the very call that a program would make, sent by this browser. */
export type KeyTest =
  | { works: true; version: number; workspace: string; environment: string | null; scopes: string[] }
  | { works: false; status: number; detail: string; diagnosticId: string | null }
  | { works: null };

/** Presents a key to `/v1/whoami`. It is the page that shows the secret: nothing new learns of it. */
export async function askWhoami(secret: string): Promise<KeyTest> {
  try {
    const response = await fetch("/v1/whoami", {
      headers: { authorization: `Bearer ${secret}` },
      // Without the session: the key alone has to be enough.
      credentials: "omit",
      cache: "no-store",
    });
    const body = await response.json();
    if (response.ok) {
      const { version, workspace, environment, scopes } = body;
      return { works: true, version, workspace, environment, scopes };
    }
    const diagnosticId = body.diagnostic_id ?? null;
    return { works: false, status: response.status, detail: body.detail ?? "No reason given.", diagnosticId };
  } catch {
    return { works: null };
  }
}
