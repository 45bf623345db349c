import { expect, test } from "vitest";
import { isLoadFault } from "./load-fault";

test.each([
  Object.assign(new Error("Failed to load chunk /_next/static/chunks/1.js"), { name: "ChunkLoadError" }),
  new TypeError("Failed to fetch dynamically imported module: https://hub/x.js"),
  new TypeError("error loading dynamically imported module"),
  new TypeError("Importing a module script failed."),
  new TypeError("Failed to fetch"),
  new TypeError("NetworkError when attempting to fetch resource."),
  new TypeError("Load failed"),
])("what did not arrive is told from what is broken: %s", (error) => expect(isLoadFault(error)).toBe(true));

test.each([new TypeError("x is not a function"), "Failed to fetch", null])(
  "a fault of the program is not blamed on the connection: %s",
  (error) => expect(isLoadFault(error)).toBe(false),
);
