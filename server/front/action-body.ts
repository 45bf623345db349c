/**
 * What the pages post to the console's actions: arguments as plain JSON, or a form's fields. The format that carries
 * them can say more, references to functions, streams and prototypes among it, and has been a way into servers before;
 * none of our forms says any of it, so nothing of it comes through. The decoder behind would answer it with a 500 at best.
 */
const deepest = 32;

/** Plain values that JSON lacks, and text that begins with a dollar sign. */
const plain = /^\$(\$|undefined$|NaN$|-?Infinity$|-0$|D\d|n-?\d+$)/;
/** In a form, the one argument that stands for the form itself. */
const formItself = /^\$K\d{1,3}$/;

/** `contentType` and `body` of a POST to a page. */
export function fromOwnPage(contentType: string | undefined, body: Buffer): boolean {
  const boundary = /^multipart\/form-data;\s*boundary="?([\w'()+,./:=?-]{1,70})"?$/i.exec(
    contentType ?? "",
  )?.[1];
  return boundary === undefined ? plainArguments(body.toString("utf8"), plain) : plainForm(body, boundary);
}

function plainArguments(text: string, allowed: RegExp): boolean {
  try {
    const args: unknown = JSON.parse(text);
    return Array.isArray(args) && isPlain(args, allowed, 0);
  } catch {
    return false;
  }
}

function isPlain(value: unknown, allowed: RegExp, depth: number): boolean {
  if (typeof value === "string") return !value.startsWith("$") || allowed.test(value);
  if (typeof value !== "object" || value === null) return true;
  if (depth === deepest) return false;
  return Object.values(value).every((member) => isPlain(member, allowed, depth + 1));
}

/** The fields of a form, by name: those of the form itself, and the argument "0" that stands for it. */
function plainForm(body: Buffer, boundary: string): boolean {
  const text = body.toString("latin1");
  const parts = `\r\n${text}`.split(`\r\n--${boundary}`);
  if (parts.shift() !== "" || !/^--\s*$/.test(parts.pop() ?? "")) return false;
  return parts.length > 0 && parts.every(isField);
}

function isField(part: string): boolean {
  const field = /^\r\nContent-Disposition: form-data; name="([^"\r\n]{1,100})"\r\n\r\n/i.exec(part);
  if (!field) return false;
  const name = field[1] ?? "";
  if (name === "0") return plainArguments(part.slice(field[0].length), formItself);
  return /^(_?\d{1,3}_)?(\$ACTION_ID_[0-9a-f]{40,44}|[A-Za-z]\w*)$/.test(name);
}
