/** The example of docs/authentication.md by which a program checks a token, run as it stands there but for the address. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { openTeam } from "../testing/open-gate";

let home: Awaited<ReturnType<typeof openTeam>>;
beforeAll(async () => {
  home = await openTeam();
  await home.team.run(generateSigningKey, { bits: 2048 });
});
afterAll(() => home?.close());

const publicOrigin = "http://localhost:3000";

/** Hands a token to the example, in a process of its own, which finds the gate behind the public address. */
async function check(token: string, well = "oauth-authorization-server") {
  const page = await readFile("docs/authentication.md", "utf8");
  const example = /```js\n(import \{ createRemoteJWKSet[\s\S]*?)```/.exec(page)![1]!;
  const program = [
    `const there = fetch;`,
    `globalThis.fetch = (to, how) => there(String(to).replace("${publicOrigin}", "${home.gate.url}"), how);`,
    example
      .replace("https://keys.example.com/w/acme", `${publicOrigin}/w/${home.team.workspace.slug}`)
      .replace("oauth-authorization-server", well),
    `console.log(JSON.stringify(await check(${JSON.stringify(token)}).catch(({ code }) => ({ code }))));`,
  ].join("\n");
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program]);
  return JSON.parse(stdout);
}

test.each(["oauth-authorization-server", "openid-configuration"])(
  "it lets in a good token, knowing no more than the issuer, and %s",
  async (well) => {
    const key = await home.team.issue({ scopes: ["tokens:exchange", "orders:write"] });
    const { json } = await home.gate.call("POST", "/v1/token", { key: key.text });
    expect(await check(json.token, well)).toMatchObject({ client_id: key.publicId, scope: "orders:write" });
  },
);

test("it refuses one whose signature is another, and what is no access token", async () => {
  const key = await home.team.issue({ scopes: ["tokens:exchange"] });
  const { json } = await home.gate.call("POST", "/v1/token", { key: key.text });
  const [head, claims] = json.token.split(".");
  expect(await check(`${head}.${claims}.${"A".repeat(342)}`)).toEqual({
    code: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
  });
  expect(await check(key.text)).toEqual({ code: "ERR_JWS_INVALID" });
});
