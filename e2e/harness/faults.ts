import type { BrowserContext } from "@playwright/test";

/** What went wrong in a browser without anybody asking: each of these fails the test. */
export interface Faults {
  found: string[];
  /** Faults that the test provokes on purpose. */
  allow(pattern: RegExp): void;
}

/** Collects console errors (violations of the content policy among them), uncaught errors and answers of 5xx. */
export function watchFaults(): Faults & { watch(context: BrowserContext): void; unexpected(): string[] } {
  const found: string[] = [];
  const allowed: RegExp[] = [];
  return {
    found,
    allow: (pattern) => allowed.push(pattern),
    unexpected: () => found.filter((fault) => !allowed.some((pattern) => pattern.test(fault))),
    watch(context) {
      context.on("console", (message) => {
        const { url } = message.location();
        if (message.type() === "error") found.push(`console: ${message.text()} (${url})`);
      });
      context.on("weberror", (error) => found.push(`uncaught: ${error.error().stack ?? error.error()}`));
      context.on("response", (response) => {
        if (response.status() >= 500) found.push(`${response.status()}: ${response.url()}`);
      });
    },
  };
}
