import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { StartupError } from "@/lib/startup-error";

/** PostgreSQL refuses to run as root; this is who it runs as instead. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/**
 * Who PostgreSQL runs as: nobody else (undefined) for an ordinary user. For root the owner of an existing
 * cluster, else the account `postgres`, else `nobody`.
 */
export function chooseAccount(clusterFolder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(clusterFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  const account = accountNamed("postgres") ?? accountNamed("nobody");
  if (account) return account;
  throw new StartupError(
    "PostgreSQL does not run as root, and this system has neither a user postgres nor a user nobody: start Keysmith as an ordinary user.",
  );
}

function accountNamed(name: string): Account | undefined {
  const line = passwd().find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid && Number(uid) > 0 ? { name, uid: Number(uid), gid: Number(gid) } : undefined;
}

function passwd(): string[] {
  try {
    return readFileSync("/etc/passwd", "utf8").split("\n");
  } catch {
    return [];
  }
}

/** Whether the account can enter the folder: asked of the system itself, since ACLs and mounts count too. */
export function canEnter(folder: string, account: Account): boolean {
  const { uid, gid } = account;
  return (
    spawnSync("/bin/sh", ["-c", 'cd "$0"', folder], { uid, gid, cwd: "/", stdio: "ignore" }).status === 0
  );
}
