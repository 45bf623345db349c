/**
 * Whether an address is one of the public internet. Whoever may set a webhook must not reach through it what only the
 * hub's own machine or network can (server-side request forgery): loopback, private networks, cloud metadata.
 */
export function isPublicAddress(address: string): boolean {
  const v4 = readV4(address);
  if (v4 !== null) return isPublicV4(v4);
  const v6 = readV6(address);
  return v6 !== null && isPublicV6(v6);
}

/** First and last of each network that is not public. */
const CLOSED_V4: [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

function isPublicV4(address: number): boolean {
  return !CLOSED_V4.some(([network, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(address / size) === Math.floor(readV4(network)! / size);
  });
}

/** Global unicast alone, less documentation and what carries an IPv4 address inside. */
function isPublicV6([first, second]: readonly number[]): boolean {
  if (first! < 0x2000 || first! > 0x3fff) return false;
  // 2001::/23 (Teredo and the like), 2001:db8::/32, 2002::/16 (6to4), 3fff::/20.
  if (first === 0x2001 && (second! < 0x200 || second === 0xdb8)) return false;
  return first !== 0x2002 && !(first === 0x3fff && second! < 0x1000);
}

function readV4(text: string): number | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (!parts || parts.some((part) => part > 255)) return null;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

/** Its eight groups; a zone or an IPv4 tail makes it none that is public. */
function readV6(text: string): number[] | null {
  if (!/^[0-9a-f:]+$/i.test(text) || !text.includes(":")) return null;
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const groups = (half: string) =>
    half === "" ? [] : half.split(":").map((group) => Number.parseInt(group, 16));
  const [head = [], tail] = halves.map(groups);
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const all = tail === undefined ? head : [...head, ...Array<number>(missing).fill(0), ...tail];
  return all.every((group) => group >= 0 && group <= 0xffff) ? all : null;
}
