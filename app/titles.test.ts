import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { TITLES, titleOf } from "./titles";

const APP = import.meta.dirname;
const files = readdirSync(APP, { recursive: true, encoding: "utf8" });

/** `(console)/keys/[id]/page.tsx` is at `/keys/*`. */
function addressOf(file: string): string {
  const parts = file.split("/").slice(0, -1);
  return `/${parts
    .filter((part) => !part.startsWith("("))
    .map((part) => (part.startsWith("[") ? "*" : part))
    .join("/")}`;
}

test("every page has a title, and every title a page", () => {
  const pages = files.filter((file) => file.endsWith("/page.tsx")).map(addressOf);
  // The documentation's pages are called as in their own list.
  expect(Object.keys(TITLES).sort()).toEqual(pages.filter((page) => page !== "/docs/*").sort());
});

test("a thing is called by its kind, a page beside it by its own name, and what is nowhere is not found", () => {
  expect(titleOf("/admin/roles/support")).toBe("Edit role");
  expect(titleOf("/admin/roles/new")).toBe("Create role");
  expect(titleOf("/docs/outposts")).toBe("Outposts");
  expect(titleOf("/docs/outpost")).toBe("Not found");
  expect(titleOf("/nowhere")).toBe("Not found");
});

test("no page brings a second title by way of the framework's metadata", () => {
  const bringing = files.filter(
    (file) =>
      file.endsWith(".tsx") &&
      /generateMetadata|metadata: Metadata = \{[^}]*title/.test(readFileSync(join(APP, file), "utf8")),
  );
  expect(bringing).toEqual([]);
});
