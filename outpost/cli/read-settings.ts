/** What the command was told: options first, then the environment. Whatever is wrong is one sentence that says what to do. */
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { API_SLUG_PATTERN } from "@/lib/domain/apis/slug";
import { SCOPE_PATTERN } from "@/lib/domain/scopes";
import { Secret } from "@/lib/domain/secret";
import { StartupError } from "@/lib/startup-error";
import { hubFault, tokenFault } from "../enrolment";
import type { LogLevel } from "../log";

export interface CommandSettings {
  hub: URL;
  token: Secret;
  upstream: URL | null;
  host: string;
  port: number;
  stateFile: string | null;
  maxStaleSeconds: number | null;
  /** The slug of the API that stands behind; null = key sets are not let in. */
  api: string | null;
  scopes: string[];
  behindProxy: boolean;
  keepCredential: boolean;
  answerWithinMs: number;
  logLevel: LogLevel;
}

export const USAGE = `Usage: keysmith-outpost --hub URL --token TOKEN [options]

  --hub URL            the hub's address                          KEYSMITH_HUB
  --token TOKEN        what the console showed at enrolment       KEYSMITH_OUTPOST_TOKEN
  --token-file FILE    a file that holds it                       KEYSMITH_OUTPOST_TOKEN_FILE
  --upstream URL       the API behind; without it, forward-auth alone
  --port PORT          4180 by default; 0 = any free one
  --host ADDRESS       0.0.0.0 by default
  --state FILE         ./keysmith-outpost.state by default; "none" = in memory alone
  --max-stale TIME     such as 90s, 30m or 12h; never longer than the hub allows
  --api NAME           the API that it stands for, such as orders-v1   KEYSMITH_API
  --scope SCOPE        needed of every call; may be given several times
  --timeout TIME       in which the API has to answer; 60s by default
  --behind-proxy       believe the X-Forwarded-* headers of the proxy in front
  --keep-credential    let the API see the key or token too
  --log-level LEVEL    debug, info, warn or error
  --version, --help
`;

const options = {
  hub: { type: "string" },
  token: { type: "string" },
  "token-file": { type: "string" },
  upstream: { type: "string" },
  port: { type: "string" },
  host: { type: "string" },
  state: { type: "string" },
  "max-stale": { type: "string" },
  api: { type: "string" },
  scope: { type: "string", multiple: true },
  timeout: { type: "string" },
  "behind-proxy": { type: "boolean" },
  "keep-credential": { type: "boolean" },
  "log-level": { type: "string" },
  version: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings, or a text to print instead. */
export function readSettings(
  args: readonly string[],
  env: Environment,
  version: string,
): CommandSettings | string {
  const given = parsed(args);
  if (given.help) return USAGE;
  if (given.version) return `${version}\n`;
  const levels = ["debug", "info", "warn", "error"];
  const logLevel = given["log-level"] ?? "info";
  if (!levels.includes(logLevel)) throw new StartupError(`--log-level is one of ${levels.join(", ")}.`);
  const scopes = given.scope ?? [];
  const wrong = scopes.find((scope) => !SCOPE_PATTERN.test(scope));
  if (wrong !== undefined)
    throw new StartupError(`--scope ${wrong} is no scope: it looks like orders:write.`);
  const hub = given.hub ?? env.KEYSMITH_HUB;
  if (!hub)
    throw new StartupError("--hub is missing: give the hub's address, such as https://keys.example.com.");
  const state = given.state ?? "./keysmith-outpost.state";
  return {
    hub: hubIn(hub),
    token: tokenFrom(given.token, given["token-file"], env),
    upstream: given.upstream === undefined ? null : originIn(given.upstream),
    host: given.host ?? "0.0.0.0",
    port: portIn(given.port ?? "4180"),
    stateFile: state === "none" ? null : state,
    maxStaleSeconds: given["max-stale"] === undefined ? null : secondsIn("--max-stale", given["max-stale"]),
    api: apiIn(given.api ?? env.KEYSMITH_API),
    scopes,
    behindProxy: given["behind-proxy"] ?? false,
    keepCredential: given["keep-credential"] ?? false,
    answerWithinMs: secondsIn("--timeout", given.timeout ?? "60s") * 1_000,
    logLevel: logLevel as LogLevel,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const [sentence] = (error as Error).message.split(". ");
    throw new StartupError(`${sentence!.replace(/\.$/, "")}. keysmith-outpost --help lists the options.`);
  }
}

function tokenFrom(given: string | undefined, file: string | undefined, env: Environment): Secret {
  const path = file ?? (given === undefined ? env.KEYSMITH_OUTPOST_TOKEN_FILE : undefined);
  if (given !== undefined && file !== undefined)
    throw new StartupError("Give --token or --token-file, not both.");
  const text = (path === undefined ? (given ?? env.KEYSMITH_OUTPOST_TOKEN) : contentOf(path))?.trim();
  if (!text)
    throw new StartupError(
      "The token is missing: give --token, --token-file or KEYSMITH_OUTPOST_TOKEN, with what the console showed at enrolment.",
    );
  const fault = tokenFault(text);
  if (fault) throw new StartupError(`The token ${fault}`);
  if (!/^[\w.~+/=-]{16,512}$/.test(text))
    throw new StartupError(
      "The token is not whole: copy it again from where it was shown, without quotes or spaces.",
    );
  return new Secret(text);
}

function contentOf(path: string): string {
  if (!existsSync(path)) throw new StartupError(`There is no file ${path} to read the token from.`);
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new StartupError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function addressIn(name: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "https:" && url?.protocol !== "http:")
    throw new StartupError(`${name} ${text} is no address: it begins with https:// or http://.`);
  if (url.username || url.password || url.search || url.hash)
    throw new StartupError(`${name} is an address alone, without a name, password, ? or # in it.`);
  return url;
}

function hubIn(text: string): URL {
  const url = addressIn("--hub", text);
  const fault = hubFault(url);
  if (fault) throw new StartupError(`--hub ${text} ${fault}`);
  return url;
}

function originIn(text: string): URL {
  const url = addressIn("--upstream", text);
  if (url.pathname === "/") return url;
  throw new StartupError(
    `--upstream ${text} has a path: give the API's host and port alone, paths are passed on as they are.`,
  );
}

/** As the API's page in the catalog names it. */
function apiIn(text: string | undefined): string | null {
  if (text === undefined || text === "") return null;
  if (API_SLUG_PATTERN.test(text)) return text;
  throw new StartupError(`--api ${text} is no API's name: its page in the catalog says it, as in orders-v1.`);
}

function portIn(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port < 65_536) return port;
  throw new StartupError(`--port ${text} is no port: a number up to 65535.`);
}

function secondsIn(name: string, text: string): number {
  const match = /^(\d{1,6})(s|m|h|d)?$/.exec(text);
  const seconds = match ? Number(match[1]) * { s: 1, m: 60, h: 3_600, d: 86_400 }[match[2] ?? "s"]! : 0;
  if (seconds > 0) return seconds;
  throw new StartupError(`${name} ${text} is no time: such as 90s, 30m or 12h.`);
}
