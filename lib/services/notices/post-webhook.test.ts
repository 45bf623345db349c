import { expect, test } from "vitest";
import { guarded } from "./post-webhook";

const lookup = (origin: string, allowed: string[]) =>
  new Promise<string>((resolve) => {
    // What a stranger's name may lead to when it is asked: this very machine.
    guarded(origin, allowed)("localhost", { all: true }, (error, found) =>
      resolve(error ? error.message : JSON.stringify(found)),
    );
  });

test("a public name that leads to this machine is refused at the moment of the connection", async () => {
  expect(await lookup("https://rebinding.example.com", [])).toMatch(/private network/);
});

test("where whoever runs the hub allows the origin, it is looked up as ever", async () => {
  expect(await lookup("https://chat.example.com", ["https://chat.example.com"])).toMatch(/127\.0\.0\.1|::1/);
});
