import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerCompressed, listCompressed } from "./compressed-files";
import { compressStatic } from "./launch/brotli.mjs";

const folder = mkdtempSync(join(tmpdir(), "keysmith-static-"));
mkdirSync(join(folder, "chunks"));
const script = "console.log('hello');\n".repeat(500);
writeFileSync(join(folder, "chunks", "a-1.js"), script);
compressStatic(folder);
const files = listCompressed(folder);
const server = createServer((req, res) => {
  if (answerCompressed(files, req, res)) return;
  res.end("by Next");
});
beforeAll(() => new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready)));
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string>, method = "GET") =>
  new Promise<{ headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    request({ port, path, headers, method, host: "127.0.0.1" }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => resolve({ headers: answer.headers, body: Buffer.concat(chunks) }));
    })
      .on("error", reject)
      .end();
  });

test("a browser that takes Brotli gets the small file, whole, for a year", async () => {
  const { headers, body } = await get("/_next/static/chunks/a-1.js", {
    "accept-encoding": "gzip, deflate, br",
  });
  expect(headers).toMatchObject({ "content-encoding": "br", vary: "Accept-Encoding" });
  expect(headers["cache-control"]).toContain("immutable");
  expect(body.length).toBeLessThan(script.length / 10);
  expect(brotliDecompressSync(body).toString()).toBe(script);
});

test.each([
  ["/_next/static/chunks/a-1.js", { "accept-encoding": "gzip" }, "GET"],
  ["/_next/static/chunks/a-1.js", { "accept-encoding": "br;q=0, gzip" }, "GET"],
  ["/_next/static/chunks/a-1.js", { "accept-encoding": "br" }, "POST"],
  ["/_next/static/chunks/../chunks/a-1.js", { "accept-encoding": "br" }, "GET"],
  ["/_next/static/chunks/b-2.js", { "accept-encoding": "br" }, "GET"],
])("%s with %j by %s is left to Next", async (path, headers, method) => {
  expect((await get(path, headers, method)).body.toString()).toBe("by Next");
});
