import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";
import { SettingError } from "@/lib/config";

/** The proxies whose X-Forwarded-For is believed. */
export interface TrustedProxies {
  include(address: string): boolean;
}

/** Reads a comma-separated list of addresses and CIDR ranges. */
export function readTrustedProxies(text: string): TrustedProxies {
  const list = new BlockList();
  for (const entry of text.split(",").map((part) => part.trim())) {
    if (entry !== "" && entry !== "none") addEntry(list, entry);
  }
  // The common case; to ask an empty list costs a microsecond of every call.
  if (list.rules.length === 0) return { include: () => false };
  return { include: (address) => isIP(address) !== 0 && list.check(address, familyOf(address)) };
}

function addEntry(list: BlockList, entry: string): void {
  const [address = "", bits, ...rest] = entry.split("/");
  const most = isIP(address) === 6 ? 128 : 32;
  const prefix = bits === undefined ? most : Number(bits);
  const fits = Number.isInteger(prefix) && prefix >= 0 && prefix <= most && bits !== "";
  if (isIP(address) === 0 || !fits || rest.length > 0) {
    throw new SettingError(
      `KEYSMITH_TRUSTED_PROXIES takes addresses and ranges like 10.0.0.1, 10.1.0.0/16; "${entry}" is neither.`,
    );
  }
  list.addSubnet(address, prefix, familyOf(address));
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}

/**
 * The caller's address. What X-Forwarded-For says counts only from a trusted proxy, and only as far from its right
 * end as trusted proxies reach: everything further left may have been written by the caller, to pose as another.
 */
export function clientAddress(request: IncomingMessage, trusted: TrustedProxies): string {
  let address = bare(request.socket.remoteAddress ?? "");
  if (!trusted.include(address)) return address;
  const hops = String(request.headers["x-forwarded-for"] ?? "").split(",");
  while (hops.length > 0 && trusted.include(address)) {
    const next = bare(hops.pop()!.trim());
    if (isIP(next) === 0) break;
    address = next;
  }
  return address;
}

/** Without the prefix of an IPv4 address on an IPv6 socket, and without brackets. */
function bare(address: string): string {
  if (!address.startsWith("::") && !address.startsWith("[")) return address;
  return address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/^\[(.*)\]$/, "$1");
}
