import { fileURLToPath } from "node:url";

/** The folder of this copy of Keysmith. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
