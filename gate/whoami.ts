import { readCredential } from "@/lib/domain/keys/presented";
import { endOf } from "@/lib/domain/keys/status";
import { callablePermissions } from "@/lib/domain/people/actor";
import { wallClockMs } from "@/lib/entry/clock";
import { actorOf } from "@/lib/entry/endpoint";
import type { StoredRecord } from "@/lib/services/gate/key-records";
import { presentationProblem, refusalOfBearer, tooManyCalls } from "./bearer/admit";
import type { GateParts } from "./gate-parts";
import { answerJson, type Exchange } from "./http/exchange";
import { andThen, fail } from "./http/failure";
import { refuse, wrongMethod } from "./http/problem";
import { KeyEntry } from "./records/key-entry";

/** `GET /v1/whoami`: what the presented key is and may do. Counts as a use of it, from where the call came. */
export function whoami(parts: GateParts, exchange: Exchange): void {
  const { req, ip } = exchange;
  const presented = readCredential(req);
  if (req.method !== "GET") refuse(exchange, wrongMethod(["GET"]));
  else if (presented.kind !== "one") refuse(exchange, presentationProblem(presented));
  else {
    const { text, inAuthorization } = presented;
    const nowMs = wallClockMs();
    const userAgent = req.headers["user-agent"] ?? null;
    const from = { ip, userAgent, inAuthorization, path: "/v1/whoami", nowMs };
    try {
      andThen(exchange, parts.log, parts.desk.find(text, parts.bearers, ip), (found) => {
        const problem = refusalOfBearer(parts, found, from) ?? tooManyCalls(parts, found, nowMs);
        if (problem !== null) refuse(exchange, problem);
        else if (found instanceof KeyEntry) {
          parts.counter.count(found, "valid", nowMs);
          parts.counter.countCaller(found.record, ip, from.userAgent, nowMs);
          answerJson(exchange, 200, description(found.record));
        }
      });
    } catch (error) {
      fail(exchange, error, parts.log);
    }
  }
}

function description(record: StoredRecord) {
  const actor = actorOf(record);
  return {
    id: record.keyId,
    public_id: record.publicId,
    version: record.generation,
    kind: record.kind,
    name: record.name,
    workspace: record.workspaceSlug,
    environment: record.environment,
    scopes: record.scopes,
    permissions: actor === null ? [] : callablePermissions(actor),
    expires_at: endOf(record)?.at.toISOString() ?? null,
    status: "active",
    ...(actor?.kind === "user" && {
      user: { id: actor.id, name: actor.name, email: actor.email },
      role: actor.role.slug,
    }),
  };
}
