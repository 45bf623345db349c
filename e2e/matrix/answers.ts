/** What is true of every answer of the hub, whatever it was asked. */
export interface WireAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/** Words that only the machine's inside knows. */
const inside =
  /node_modules|\n\s+at .{1,200}:\d+:\d+|Failed query|PostgresError|drizzle|ECONNREFUSED|\/dist\/server\/|\.next\/server|password_hash|select .{1,300} from /i;

/**
 * Sends a request; its answer is held to what is true of every answer. `secrets` are texts that none may hold. There are
 * tens of thousands: the bookkeeping of an `expect` for each would cost more than the request.
 */
export async function ask(
  url: string,
  init: RequestInit,
  secrets: readonly string[] = [],
): Promise<WireAnswer> {
  const response = await fetch(url, { redirect: "manual", ...init });
  const answer = { status: response.status, headers: response.headers, text: await response.text() };
  const fault = faultOf(answer, secrets);
  if (fault === null) return answer;
  const asked = `${init.method ?? "GET"} ${url.slice(0, 200)} ${String(init.body ?? "").slice(0, 200)}`;
  throw new Error(`${fault}: ${asked}\n${answer.status} ${answer.text.slice(0, 500)}`);
}

function faultOf({ status, text }: WireAnswer, secrets: readonly string[]): string | null {
  if (status >= 500) return "a fault of the hub";
  if (inside.test(text)) return "a word that only the machine's inside knows";
  return secrets.some((secret) => text.includes(secret)) ? "a secret in an answer" : null;
}

export interface Said {
  kind: "done" | "invalid" | "refused" | "failed" | "nothing";
  code?: string;
}

/** What a server action said, out of the stream that the browser gets. */
export function saidBy({ text }: WireAnswer): Said {
  // An action that threw leaves an error row behind.
  if (/^\w*:E\{/m.test(text)) return { kind: "failed" };
  const row = /^\w+:\{"kind":"(done|invalid|refused|failed)"(?:,"code":"([\w-]+)")?/m.exec(text);
  return row ? { kind: row[1] as Said["kind"], code: row[2] } : { kind: "nothing" };
}

/** Arguments as React's client writes them: JSON in which a dollar sign at the beginning is doubled. */
export function encoded(args: readonly unknown[]): string {
  return JSON.stringify(args, (_name, value: unknown) => {
    if (typeof value === "string" && value.startsWith("$")) return `$${value}`;
    if (value === undefined) return "$undefined";
    if (Number.isNaN(value)) return "$NaN";
    return value;
  });
}
