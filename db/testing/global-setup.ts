import { startTestServer } from "@/db/testing/server";

/** One PostgreSQL for a whole run of database tests. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startTestServer();
  return server.stop;
}
