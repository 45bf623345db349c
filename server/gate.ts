import { createGate } from "@/gate/create-gate";
import type { Pages } from "@/gate/health";
import { answerJson, fixedHeaders } from "@/gate/http/exchange";
import { log } from "@/lib/log";
import type { GateDoor } from "./front/front";
import type { HubSettings } from "./settings";

export interface OpenedGate extends GateDoor {
  stop(): Promise<void>;
}

/** The gate, in this process; `pages` where it serves those too. */
export function openGate(
  settings: HubSettings,
  feedUrl: string,
  pages: (() => Pages) | undefined,
): Promise<OpenedGate> {
  const { gateName: name, publicUrl, limits, metricsToken } = settings;
  return createGate({ feedUrl, name, publicUrl, limits, metricsToken, pages, log: log() });
}

/** What an instance answers programs that is no gate: whether it lives, and whether it can show its pages. */
export function healthAlone(publicUrl: URL, pagesUp: () => boolean): GateDoor {
  const fixed = fixedHeaders(publicUrl);
  return {
    handle(req, res, { ip, requestId }) {
      const exchange = { req, res, ip, requestId, fixed };
      const up = pagesUp();
      if (req.url?.startsWith("/healthz")) answerJson(exchange, 200, { alive: true });
      else answerJson(exchange, up ? 200 : 503, { ready: up, checks: { console: up } });
    },
  };
}
