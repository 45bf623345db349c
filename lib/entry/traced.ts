import { log } from "@/lib/log";
import { isUnavailable } from "@/lib/services/gate/in-time";
import { consoleOrigin } from "./console-request";

/**
 * Runs what a page needs. A fault goes to the log under the request id, and on to the page as a digest
 * (`unavailable;id` or `fault;id`): all that a browser learns of it.
 */
export async function traced<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    // How the framework says redirect, not found and dynamic: no faults.
    if (cause instanceof Error && "digest" in cause) throw cause;
    const { requestId } = await consoleOrigin();
    log().error({ err: cause, requestId }, "a page failed");
    const digest = `${isUnavailable(cause) ? "unavailable" : "fault"};${requestId}`;
    throw Object.assign(new Error("a page failed", { cause }), { digest });
  }
}
