import type { IncomingMessage, ServerResponse } from "node:http";
import { createGate } from "@/gate/create-gate";
import { log } from "@/lib/log";
import type { GateDoor } from "./front/front";
import type { HubSettings } from "./settings";

export interface OpenedGate extends GateDoor {
  stop(): Promise<void>;
}

/** The gate, in this process. */
export function openGate({ gateName, publicUrl }: HubSettings, feedUrl: string): Promise<OpenedGate> {
  return createGate({ feedUrl, name: gateName, publicUrl, log: log() });
}

/** What an instance answers programs that is no gate: whether it lives, and whether it can show its pages. */
export function healthAlone(pagesUp: () => boolean): GateDoor {
  return {
    handle(request: IncomingMessage, response: ServerResponse, { requestId }) {
      const lives = request.url?.startsWith("/healthz") === true;
      const status = lives || pagesUp() ? 200 : 503;
      const body = JSON.stringify(
        lives ? { alive: true } : { ready: pagesUp(), checks: { console: pagesUp() } },
      );
      response.writeHead(status, { "content-type": "application/json", "x-request-id": requestId });
      response.end(request.method === "HEAD" ? undefined : body);
    },
  };
}
