import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { SETTINGS } from "@/lib/config";
import { CLEAN_UP_CHOICES, CLEAN_UP_LABELS } from "@/lib/domain/keys/clean-up";
import { ACCESS_EXPIRY_CHOICES, EXPIRY_LABELS } from "@/lib/domain/keys/expiry";
import { MOVES, TRANSITIONS } from "@/lib/domain/keys/moves";
import { NOTICES } from "@/lib/domain/keys/notices";
import { KEY_FAULTS } from "@/lib/domain/keys/read-key-text";
import { STATUSES } from "@/lib/domain/keys/status";
import { VERDICT_CODES } from "@/lib/domain/keys/verdict";
import { HUB_SCOPES } from "@/lib/domain/scopes";
import {
  SUBSCRIPTION_MOVES,
  SUBSCRIPTION_STATUS_WORDS,
  SUBSCRIPTION_STATUSES,
  SUBSCRIPTION_TRANSITIONS,
} from "@/lib/domain/subscriptions/subscription";
import { NOTICE_WORDS } from "../(console)/keys/_access-keys/notice-words";
import { Prose } from "./markdown";
import { DOCS_PAGES } from "./pages";
import { readPage } from "./read-page";

const pages = new Map(
  await Promise.all(DOCS_PAGES.map(async (page) => [page.slug as string, await readPage(page)] as const)),
);
const readme = await readFile("README.md", "utf8");

/** The cells of the rows of the table under a heading, without its head. */
function tableUnder(slug: string, heading: RegExp, nth = 0): string[][] {
  const section = pages
    .get(slug)!
    .split(/^## /m)
    .find((part) => heading.test(part.split("\n")[0]!));
  const tables = [...section!.matchAll(/(?:^\|.*\|\n)+/gm)].map(([table]) => table.trim().split("\n"));
  return tables[nth]!.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}

const bare = (cell: string) => cell.replaceAll("`", "");

test("every column of every table has a heading: one without is read out as nothing", () => {
  for (const [slug, text] of pages)
    for (const [, head] of text.matchAll(/^(\|.*\|)\n\|[ :|-]+\|$/gm))
      expect(
        head!
          .slice(1, -1)
          .split("|")
          .filter((cell) => cell.trim() === ""),
        `${slug}: ${head}`,
      ).toEqual([]);
});

test("every page that is listed exists under its title, and every page that exists is listed", async () => {
  for (const { slug, title } of DOCS_PAGES) expect(pages.get(slug)).toMatch(new RegExp(`^# ${title}\n`));
  const files = (await readdir("docs")).filter((name) => name.endsWith(".md"));
  expect(files.sort()).toEqual(DOCS_PAGES.map(({ slug }) => `${slug}.md`).sort());
});

test("the subscriptions' table is the one that the hub goes by", () => {
  const rows = tableUnder("catalog", /^Subscriptions/).flatMap(([statuses, , moves]) =>
    statuses!.split(", ").map((status) => [status, moves!.toLowerCase().split(", ").filter(Boolean).sort()]),
  );
  expect(rows).toEqual(
    SUBSCRIPTION_STATUSES.map((status) => [
      SUBSCRIPTION_STATUS_WORDS[status],
      SUBSCRIPTION_MOVES.filter((move) => SUBSCRIPTION_TRANSITIONS[move].from.includes(status)).sort(),
    ]),
  );
});

test("operations lists every setting, with its default and its meaning", () => {
  expect(tableUnder("operations", /^Settings/).map((row) => row.map(bare))).toEqual(
    SETTINGS.map(({ name, fallback, meaning }) => [name, fallback, meaning]),
  );
});

test("the lifecycle table is the one that the hub goes by", () => {
  const moves = tableUnder("lifecycle", /^Moves/).map(([move, from, to]) => [
    move!.toLowerCase().replaceAll(" ", "-"),
    from!.toLowerCase().split(", ").sort(),
    to!.toLowerCase().replace(/^the same$/, "same"),
  ]);
  expect(moves).toEqual(
    MOVES.map((move) => [move, [...TRANSITIONS[move].from].sort(), TRANSITIONS[move].to]),
  );
  const states = tableUnder("lifecycle", /^States/).map(([status]) => status!.toLowerCase());
  expect(states.sort()).toEqual([...STATUSES].sort());
});

test("every verdict, fault and scope that a program can meet is explained", () => {
  const codes = tableUnder("authentication", /^Verify/, 1).map(([code]) => bare(code!));
  expect(codes.sort()).toEqual([...VERDICT_CODES].sort());
  for (const fault of KEY_FAULTS) expect(pages.get("authentication")).toContain(`\`${fault}\``);
  const scopes = tableUnder("managing-keys", /^Create a key/, 1);
  expect(scopes.map((row) => row.map(bare))).toEqual(Object.entries(HUB_SCOPES));
});

test("the expirations are those that the form offers", () => {
  for (const choice of ACCESS_EXPIRY_CHOICES)
    expect(pages.get("managing-keys")).toMatch(
      new RegExp(`^\\| Expiration \\|.*${EXPIRY_LABELS[choice]}`, "m"),
    );
});

/** The anchors that a page has as it is shown. */
function anchorsOf(text: string): string[] {
  const page = renderToStaticMarkup(createElement(Prose, { markdown: text }));
  return [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
}

test("no link leads nowhere: its page exists, and shows its anchor", () => {
  const anchors = new Map([...pages, ["README", readme] as const].map(([at, text]) => [at, anchorsOf(text)]));
  const links = [...pages, ["README", readme] as const].flatMap(([from, text]) =>
    [...text.matchAll(/\]\((?:(?:docs\/)?([a-z-]+)\.md)?(?:#([^)\s]+))?\)/g)].map(([, slug, anchor]) => ({
      where: `${from} -> ${slug ?? from}#${anchor ?? ""}`,
      shown: anchors.get(slug ?? from),
      anchor,
    })),
  );
  expect(links.length).toBeGreaterThan(100);
  for (const { where, shown, anchor } of links) {
    expect(shown, where).toBeDefined();
    if (anchor !== undefined) expect(shown, where).toContain(anchor);
  }
});

test("the addresses of the documentation that the screens link to exist", async () => {
  const files = (await readdir("app", { recursive: true })).filter((name) => name.endsWith(".tsx"));
  const targets = await Promise.all(
    files.map(async (name) => [
      ...(await readFile(`app/${name}`, "utf8")).matchAll(/["'`]\/docs\/([a-z-]+)/g),
    ]),
  );
  const slugs = targets.flat().map(([, slug]) => slug!);
  expect(slugs.length).toBeGreaterThan(0);
  for (const slug of slugs) expect(existsSync(`docs/${slug}.md`)).toBe(true);
});

test("the boxes of Clean up and the notices are those of the screens", () => {
  const boxes = tableUnder("managing-keys", /^Clean up/).map(([box]) => box);
  expect(boxes).toEqual(CLEAN_UP_CHOICES.map((choice) => CLEAN_UP_LABELS[choice]));
  const notices = tableUnder("managing-keys", /^Notices/).map(([notice]) => notice);
  expect(notices).toEqual(NOTICES.map((notice) => NOTICE_WORDS[notice].filter));
});
