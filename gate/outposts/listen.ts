import { query } from "@/lib/entry/endpoint";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import { outpostChanges } from "@/lib/services/outposts/changes";
import type { GateParts } from "../gate-parts";
import { counted, type Exchange } from "../http/exchange";
import { INTERNAL, invalid, type Problem, refuse, UNAVAILABLE } from "../http/problem";
import { admitOutpost, notAnOutpost } from "./admit-outpost";

/** `GET /v1/outposts/self/events`: what changes after a revision, as it happens, and a beat each second. */
export async function listen(parts: GateParts, at: Exchange): Promise<void> {
  const admitted = await admitOutpost(parts, at);
  if (!admitted.ok) return refuse(at, admitted.problem);
  const { call } = admitted;
  if (!parts.streams.hears) return refuse(at, UNAVAILABLE);
  // Before the database is asked: what happens from here on waits for the stream.
  const stream = parts.streams.add(call.outpost);
  try {
    const answer = await query(outpostChanges, call, searchOf(at));
    const problem = problemOf(answer) ?? (stream.ended ? UNAVAILABLE : null);
    if (problem !== null || answer.kind !== "done" || answer.value.kind !== "changes") {
      parts.streams.remove(stream);
      return refuse(at, problem ?? INTERNAL);
    }
    const { res, requestId, fixed } = at;
    counted(at, 200);
    res.on("close", () => parts.streams.remove(stream));
    res.writeHead(200, [...fixed.list, "X-Request-Id", requestId, ...EVENT_STREAM]);
    res.flushHeaders();
    stream.begin(res, answer.value.change);
    parts.streams.greet(stream);
  } catch (error) {
    parts.streams.remove(stream);
    throw error;
  }
}

/** A proxy on the way must pass each event on as it comes. */
const EVENT_STREAM = ["Content-Type", "text/event-stream", "X-Accel-Buffering", "no"];

type Asked = Awaited<ReturnType<typeof query<(typeof outpostChanges)["input"], unknown>>>;

function problemOf(answer: Asked): Problem | null {
  if (answer.kind === "invalid") return invalid(answer.fields);
  if (answer.kind === "failed") return INTERNAL;
  if (answer.kind === "refused") return notAnOutpost();
  const { kind } = answer.value as { kind: string };
  if (kind !== "bundle-needed") return null;
  const { status, sentence } = REFUSAL_MESSAGES["bundle-needed"];
  return { status, code: "bundle_needed", detail: sentence };
}

/** The two numbers, as they stand in the address; what else stands there is refused by the contract. */
function searchOf({ req }: Exchange): Record<string, unknown> {
  const url = req.url ?? "/";
  const at = url.indexOf("?");
  const search = new URLSearchParams(at < 0 ? "" : url.slice(at + 1));
  return Object.fromEntries(
    [...search].map(([name, text]) => [name, /^\d{1,15}$/.test(text) ? Number(text) : text]),
  );
}
