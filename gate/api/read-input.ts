import type { FieldErrors } from "@/lib/contracts/answer";
import { fieldErrors } from "@/lib/services/run-command";
import { isJson } from "../http/body";
import { invalid, NOT_JSON, type Problem } from "../http/problem";
import type { Route } from "./route";
import { fromWire, misnamed, snake } from "./wire";

export interface RawCall {
  id: string | undefined;
  search: URLSearchParams;
  contentType: string | undefined;
  body: Buffer;
}

export type Input = { ok: true; value: unknown } | { ok: false; problem: Problem };

/** What a route's card is given. The card's own contract judges it; here is only what the wire can get wrong. */
export function readInput(route: Route, call: RawCall): Input {
  const id = call.id === undefined ? {} : { id: call.id };
  if (route.kind === "query" && !route.body)
    return route.search ? readSearch(route.search, call.search) : good(id);
  if (call.body.length === 0 && (!route.body || call.contentType === undefined)) return good(id);
  if (!isJson(call.contentType)) return { ok: false, problem: NOT_JSON };
  const body = parse(call.body);
  if (body === undefined) return bad({ "": "The body is not JSON." });
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return bad({ "": "The body must be a JSON object." });
  }
  // A second id beside the one in the path could name another key than the caller's logs show.
  if (call.id !== undefined && Object.hasOwn(body, "id")) return bad({ id: "The id stands in the path." });
  const wrong = misnamed(body);
  if (wrong !== null) return bad({ [wrong]: `Not a field here. Names are in snake_case: ${snake(wrong)}.` });
  return good({ ...(fromWire(body) as object), ...id });
}

function readSearch(
  { shape, input }: NonNullable<Extract<Route, { kind: "query" }>["search"]>,
  search: URLSearchParams,
): Input {
  const twice = [...search.keys()].find((name) => search.getAll(name).length > 1);
  if (twice !== undefined) return bad({ [twice]: "Given more than once." });
  const parsed = shape.safeParse(Object.fromEntries(search));
  return parsed.success ? good(input(parsed.data as never)) : bad(fieldErrors(parsed.error));
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

function good(value: unknown): Input {
  return { ok: true, value };
}

function bad(errors: FieldErrors): Input {
  return { ok: false, problem: invalid(errors) };
}
