/** A small API, as a team would have one: it knows nothing of keys, and believes the Outpost that stands before it. */
import { createServer, type Server } from "node:http";

const ORDERS = [
  { id: 10248, customer: "Ines Almeida", items: ["Coffee, 1 kg", "Filter paper"], total: "27.40" },
  { id: 10249, customer: "Jonas Weber", items: ["Grinder"], total: "89.00" },
  { id: 10250, customer: "Mia Okafor", items: ["Cup", "Cup", "Saucer"], total: "31.50" },
];

export function createSampleApi(): Server {
  return createServer((request, response) => {
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(`${JSON.stringify(body, null, 2)}\n`);
    };
    const { pathname } = new URL(request.url ?? "/", "http://sample");
    if (request.method !== "GET") return answer(405, { error: "Only GET here." });
    if (pathname === "/orders")
      return answer(200, { called_by: request.headers["x-keysmith-name"] ?? null, orders: ORDERS });
    const order = ORDERS.find(({ id }) => pathname === `/orders/${id}`);
    return order ? answer(200, order) : answer(404, { error: "There is GET /orders and GET /orders/10248." });
  });
}
