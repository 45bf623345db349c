/**
 * The name under which tries from an address are counted: an IPv4 address, or the /64 network of an IPv6 address, since
 * whoever has one such address has 2^64 of them.
 */
export function addressGroup(address: string | null): string {
  if (address === null || !address.includes(":")) return address ?? "";
  const [head = "", tail] = address.toLowerCase().split("%")[0]!.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill("0"), ...right].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/64`;
}
