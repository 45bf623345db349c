import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const isRoot = process.getuid?.() === 0;
const systemPlaces = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const install = (name) => `apt-get install -y --no-install-recommends ${name}`;
// The shell has no windows to keep up: a page costs it a third less. Not every Debian has it.
const installation = `apt-get update && (${install("chromium-headless-shell")} || ${install("chromium")})`;

/** The path of a Chromium: the environment's choice, Playwright's own, or the system's. Undefined when none. */
export function findBrowser() {
  const chosen = process.env.KEYSMITH_BROWSER || process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`There is no browser at ${chosen}: correct KEYSMITH_BROWSER, or unset it.`);
  }
  return [playwrightsOwn(), ...systemPlaces].find((place) => place && existsSync(place));
}

function playwrightsOwn() {
  try {
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

/** The path of a browser, installed from Debian's packages if need be (root only; others are told the command). */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (!isRoot)
    throw new Error(`The browser tests need Chromium: run sudo sh -c "${installation}", then try again.`);
  console.log("Installing Chromium for the browser tests ...");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("/bin/sh", ["-c", installation], { stdio: ["ignore", "ignore", "inherit"], env });
  const installed = findBrowser();
  if (installed) return installed;
  throw new Error(`Chromium could not be installed: run ${installation}, then try again.`);
}

/** Playwright's launch options. The sandbox is off for root alone, for whom Chromium has none. */
export function launchOptions() {
  const quiet = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ];
  return { executablePath: findBrowser(), args: isRoot ? ["--no-sandbox", ...quiet] : quiet };
}
