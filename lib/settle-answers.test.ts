import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

/** Answers some requests one by one, with a collection of garbage after each; says whether the last answer is a dictionary. */
const program = `
  import { createServer, get } from "node:http";
  import { settleAnswers } from ${JSON.stringify(new URL("settle-answers.ts", import.meta.url).href)};
  const isFast = new Function("answer", "return %HasFastProperties(answer)");
  settleAnswers();
  let fast;
  const server = createServer((request, answer) => {
    fast = isFast(answer);
    answer.writeHead(200, ["Content-Length", "2"]).end("ok");
  }).listen(0, "127.0.0.1", async () => {
    for (let i = 0; i < 12; i++) {
      await new Promise((done) => get({ port: server.address().port }, (r) => r.resume().on("end", done)));
      await new Promise((done) => setImmediate(done));
      gc();
    }
    process.stdout.write(String(fast), () => process.exit());
  });`;

test("answers stay plain objects, however far apart the first ones are", () => {
  const flags = ["--allow-natives-syntax", "--expose-gc", "--import", "tsx", "--input-type=module"];
  expect(execFileSync(process.execPath, [...flags, "-e", program], { encoding: "utf8" })).toBe("true");
});
