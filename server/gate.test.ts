import { afterEach, expect, test } from "vitest";
import { healthAlone } from "./gate";
import { openFront, type TestFront } from "./testing/front";

let opened: TestFront | undefined;
afterEach(() => opened?.close());

test("an instance that is no gate lives, and is ready while its pages are up; no answer is kept", async () => {
  let up = false;
  const gate = healthAlone(new URL("https://keys.example.com"), () => up);
  opened = await openFront({ gate, front: { role: "console" } });
  const { send } = opened;
  const told = async (path: string) => {
    const { status, headers, body } = await send(path);
    expect(headers).toMatchObject({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "strict-transport-security": "max-age=31536000",
    });
    return [status, JSON.parse(body)];
  };
  expect(await told("/healthz")).toEqual([200, { alive: true }]);
  expect(await told("/readyz")).toEqual([503, { ready: false, checks: { console: false } }]);
  up = true;
  expect(await told("/readyz")).toEqual([200, { ready: true, checks: { console: true } }]);
});
