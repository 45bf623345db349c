/** The programs that stand in front of APIs: this machine's own, or Debian's packages, unpacked and never installed. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export type ProxyName = "nginx" | "caddy" | "haproxy";
const NAMES: readonly ProxyName[] = ["nginx", "caddy", "haproxy"];

export interface Program {
  path: string;
  /** Where its libraries are, if they are not the system's. */
  libraries: string[];
}

const cache = fileURLToPath(new URL("../../../node_modules/.cache/keysmith-proxies", import.meta.url));
const quiet = { stdio: "ignore" } as const;
const systemPlaces = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin", "/usr/local/bin"];

/** All three, fetched where they are missing. Fails with what to do about it: the recipes are never left untried. */
export function ensurePrograms(): Record<ProxyName, Program> {
  const missing = NAMES.filter((name) => !find(name));
  if (missing.length > 0) unpack(missing);
  const still = NAMES.filter((name) => !find(name));
  if (still.length > 0) throw new Error(whatToDo(still));
  return Object.fromEntries(NAMES.map((name) => [name, find(name)!])) as Record<ProxyName, Program>;
}

function find(name: ProxyName): Program | null {
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...systemPlaces];
  const own = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (own) return { path: own, libraries: [] };
  const unpacked = ["usr/sbin", "usr/bin"].map((folder) => join(cache, name, folder, name)).find(existsSync);
  return unpacked ? { path: unpacked, libraries: librariesOf(join(cache, name)) } : null;
}

function librariesOf(folder: string): string[] {
  const libraries = join(folder, "usr", "lib");
  if (!existsSync(libraries)) return [];
  const machines = readdirSync(libraries).filter((name) => name.includes("-linux-"));
  return machines.map((name) => join(libraries, name));
}

/** Needs no root and starts no service, but packages' lists, which only root may fetch where there are none. */
function unpack(names: readonly ProxyName[]): void {
  if (!existsSync("/usr/bin/apt-get")) return;
  process.stdout.write(`Fetching ${names.join(", ")} for the tests of the recipes ...\n`);
  tried(() =>
    process.getuid?.() === 0
      ? apt(["update"])
      : execFileSync("sudo", ["-n", "apt-get", "-q", "update"], quiet),
  );
  mkdirSync(cache, { recursive: true });
  for (const name of names) tried(() => unpackOne(name));
}

function unpackOne(name: ProxyName): void {
  const folder = mkdtempSync(join(cache, "unpacking-"));
  try {
    const plan = apt(["install", "--simulate", "--no-install-recommends", name]);
    const packages = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, each]) => each!);
    apt(["download", ...packages], folder);
    const files = readdirSync(folder).filter((file) => file.endsWith(".deb"));
    for (const file of files) execFileSync("dpkg-deb", ["--extract", join(folder, file), folder], quiet);
    rmSync(join(cache, name), { recursive: true, force: true });
    renameSync(folder, join(cache, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function apt(args: string[], cwd = "/"): string {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
  return execFileSync("apt-get", ["-q", ...args], {
    cwd,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

/** What went wrong shows in what is still missing. */
function tried(act: () => void): void {
  try {
    act();
  } catch {}
}

function whatToDo(missing: readonly ProxyName[]): string {
  const names = missing.join(" ");
  const command =
    process.platform === "darwin"
      ? `brew install ${names}`
      : `sudo sh -c "apt-get update && apt-get install -y --no-install-recommends ${names}"`;
  return `The recipes of docs/outposts.md are run with ${names}, not found here: run ${command}, then try again.`;
}
