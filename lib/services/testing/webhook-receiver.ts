/** A receiver of webhooks: keeps what it is sent, and answers as it is told. */
import { createServer } from "node:http";

export interface TakenWebhook {
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface WebhookReceiver {
  origin: string;
  taken: TakenWebhook[];
  /** What it answers from now on. */
  answerWith(status: number, headers?: Record<string, string>): void;
  close(): Promise<void>;
}

export async function openWebhookReceiver(at = 0): Promise<WebhookReceiver> {
  const taken: TakenWebhook[] = [];
  let answer = { status: 204, headers: {} as Record<string, string> };
  const server = createServer(async (req, res) => {
    let body = "";
    for await (const piece of req.setEncoding("utf8")) body += piece;
    taken.push({ path: req.url ?? "", headers: req.headers as Record<string, string>, body });
    res.writeHead(answer.status, answer.headers).end();
  });
  await new Promise<void>((resolve) => server.listen(at, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    origin: `http://127.0.0.1:${port}`,
    taken,
    answerWith(status, headers = {}) {
      answer = { status, headers };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
