import type { Server } from "node:http";

/** Takes no more requests, and gives those under way so long to end; then closes what is left. */
export async function drain(server: Server, withinMs: number, hurry: AbortSignal): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), withinMs);
  const now = () => server.closeAllConnections();
  if (hurry.aborted) now();
  hurry.addEventListener("abort", now, { once: true });
  await closed;
  clearTimeout(late);
  clearInterval(idle);
  hurry.removeEventListener("abort", now);
}
