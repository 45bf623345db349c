import { readCredential } from "@/lib/domain/keys/presented";
import { wallClockMs } from "@/lib/entry/clock";
import type { OutpostCall } from "@/lib/entry/endpoint";
import { type KnownOutpost, outpostByToken } from "@/lib/services/outposts/live";
import { presentationProblem } from "../bearer/admit";
import type { GateParts } from "../gate-parts";
import type { Exchange } from "../http/exchange";
import type { Problem } from "../http/problem";

export type Admitted =
  | { ok: true; call: OutpostCall & { outpost: KnownOutpost } }
  | { ok: false; problem: Problem };

/** Who calls, by its token, as the database has it at this moment. Removed, re-enrolled and made-up are one answer. */
export async function admitOutpost(parts: GateParts, { req, ip, requestId }: Exchange): Promise<Admitted> {
  const presented = readCredential(req);
  if (presented.kind !== "one") return { ok: false, problem: presentationProblem(presented) };
  const outpost = await parts.bearers.run(() => outpostByToken(presented.text), ip);
  const userAgent = req.headers["user-agent"] ?? null;
  if (outpost) return { ok: true, call: { outpost, ip, userAgent, requestId } };
  parts.refusals.note({ cause: "unknown_outpost", publicId: null, ip });
  const tooMany = parts.limits.refusedFrom(ip, wallClockMs());
  return { ok: false, problem: tooMany ?? notAnOutpost(presented.inAuthorization) };
}

/** Also for one that was removed while its call was under way. */
export function notAnOutpost(inAuthorization = true): Problem {
  return {
    status: 401,
    code: "invalid_outpost_token",
    detail:
      "No Outpost has this token. Enrol it in Settings > Agent Integrations, and start it with its new token.",
    ...(inAuthorization && {
      headers: ["WWW-Authenticate", 'Bearer realm="keysmith", error="invalid_token"'],
    }),
  };
}
