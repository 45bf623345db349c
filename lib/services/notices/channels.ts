import { config } from "@/lib/config";

/** By which ways notices leave this hub. */
export interface Channels {
  /** The mail server and where mails come from; its address is known to the process that sends alone. */
  mail: { url: string; from: string } | null;
  /** Where webhooks may lead although it is no public address, or not https. */
  webhookOrigins: readonly string[];
}

// On globalThis, since a bundler may load this module more than once in one process.
const place = globalThis as { [key: symbol]: Channels | undefined };
const slot = Symbol.for("keysmith.channels");

export function provideChannels(given: Channels): void {
  place[slot] = given;
}

export function channels(): Channels {
  const { mailFrom, webhookOrigins } = config();
  place[slot] ??= { mail: mailFrom === null ? null : { url: "", from: mailFrom }, webhookOrigins };
  return place[slot];
}
