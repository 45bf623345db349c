import { headers } from "next/headers";

/** Where a console request comes from. The front sets these headers itself and drops those of strangers. */
export interface Origin {
  ip: string | null;
  userAgent: string | null;
  requestId: string;
}

export async function consoleOrigin(): Promise<Origin> {
  return originOf(await headers());
}

export function originOf(from: Headers): Origin {
  return {
    ip: from.get("x-keysmith-ip"),
    userAgent: from.get("user-agent")?.slice(0, 400) ?? null,
    requestId: from.get("x-request-id") ?? "none",
  };
}
