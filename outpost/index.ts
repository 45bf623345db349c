/** The library: an Outpost inside a program of yours. */
import { API_SLUG_PATTERN } from "@/lib/domain/apis/slug";
import { readCredential } from "@/lib/domain/keys/presented";
import { Secret } from "@/lib/domain/secret";
import { hubFault, tokenFault } from "./enrolment";
import { identityOf, pairsOf } from "./identity";
import { silentLog } from "./log";
import { Outpost } from "./outpost";
import type { CheckOptions, OutpostClient, OutpostOptions, Verifiable, Verified } from "./public";
import { headerIn, rawHeadersOf } from "./raw-headers";
import { refusalAnswer } from "./serve/refusal";

export { expressGuard } from "./adapters/express";
export { honoGuard } from "./adapters/hono";
export { nextGuard } from "./adapters/next";

export function createOutpost(options: OutpostOptions): OutpostClient {
  const always = options.scopes ?? [];
  const outpost = new Outpost({
    hub: hubIn(options.hub),
    token: tokenIn(options.token),
    stateFile: options.state ?? null,
    maxStaleSeconds: options.maxStaleSeconds ?? null,
    api: apiIn(options.api),
    log: options.log ?? silentLog,
    tellsRefusals: options.log !== undefined,
  });
  const ready = outpost.start();
  // Whoever never asks for it must not be ended by it; `verify` fails with it.
  ready.catch(() => {});

  async function verify(request: Verifiable, { scopes = [], ip }: CheckOptions = {}): Promise<Verified> {
    await ready;
    const rawHeaders = rawHeadersOf(request);
    const presented = readCredential({ rawHeaders });
    const caller = { ip: ip ?? null, userAgent: headerIn(rawHeaders, "user-agent") };
    const judgement = await outpost.judgePresented(presented, [...always, ...scopes], caller);
    if (judgement.ok) return { ok: true, identity: identityOf(judgement.passport) };
    const inAuthorization = presented.kind !== "several" && presented.inAuthorization;
    const { status, headers, body } = refusalAnswer(judgement, inAuthorization);
    return { ok: false, status, code: judgement.refusal, headers: pairsOf(headers), body };
  }

  return { ready, verify, health: () => outpost.health(), close: () => outpost.stop() };
}

function hubIn(address: string | URL): URL {
  const url = new URL(address);
  const fault = hubFault(url);
  if (fault) throw new TypeError(`hub ${fault}`);
  return url;
}

function tokenIn(text: string): Secret {
  const fault = tokenFault(text);
  if (fault) throw new TypeError(`token ${fault}`);
  return new Secret(text);
}

/** As the command checks its `--api`: any other text would be no API's, and say so much later. */
function apiIn(text: string | undefined): string | null {
  if (text === undefined || text === "") return null;
  if (API_SLUG_PATTERN.test(text)) return text;
  throw new TypeError(`api ${text} is no API's name: its page in the catalog says it, as in orders-v1.`);
}
