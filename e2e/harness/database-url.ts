import { join } from "node:path";
import { databaseName, loadCredentials, roles, socketUrl } from "@/db/embedded/credentials";
import { foldersIn, notedSocketFolder, port } from "@/db/embedded/folders";
import { RUN } from "./run";

/** The database inside the run's hub: for people of every role, and for dates that lie in the past. */
export function databaseUrl(role: "owner" | "runner"): string {
  const folders = foldersIn(join(process.env[RUN.folder] ?? "", "data"));
  const credentials = loadCredentials(folders.credentials, true);
  const socketDir = notedSocketFolder(folders.cluster);
  if (!socketDir) throw new Error("the hub's database does not run");
  return socketUrl({
    role: roles[role],
    password: credentials[role],
    database: databaseName,
    socketDir,
    port,
  });
}
