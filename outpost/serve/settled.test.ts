import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** Some health checks one by one, with a collection of garbage after each; says whether the last answer is a dictionary. */
const program = `
  import { get } from "node:http";
  import { createOutpostServer } from ${JSON.stringify(fileURLToPath(new URL("server.ts", import.meta.url)))};
  const isFast = new Function("answer", "return %HasFastProperties(answer)");
  const { server } = createOutpostServer({ outpost: { health: () => ({ ok: true }) }, upstream: null, scopes: [] });
  let fast;
  server.on("request", (_, answer) => { fast = isFast(answer); });
  server.listen(0, "127.0.0.1", async () => {
    for (let i = 0; i < 12; i++) {
      await new Promise((done) => get({ port: server.address().port, path: "/_outpost/health" }, (r) => r.resume().on("end", done)));
      await new Promise((done) => setImmediate(done));
      gc();
    }
    process.stdout.write(String(fast), () => process.exit());
  });`;

test("health checks, however far apart, do not make the answers after them dear", () => {
  const flags = ["--allow-natives-syntax", "--expose-gc", "--import", "tsx", "--input-type=module"];
  expect(execFileSync(process.execPath, [...flags, "-e", program], { encoding: "utf8" })).toBe("true");
});
