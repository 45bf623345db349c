/**
 * A browser that has signed in to an account before keeps a sealed note of it. It opens nothing: it only gives that
 * browser an allowance of its own, so that a stranger who hammers the account cannot keep its holder out.
 */
import { config } from "@/lib/config";
import { derive, sameBytes } from "@/lib/crypto/digest";
import { newId } from "@/lib/crypto/random";

/** People who share a browser; whoever has not signed in for longest is forgotten first. */
const mostAccounts = 4;
const shape = /^([0-9a-f-]{36})\.([\w-]{43})$/;

/** The name that the browser has for this account; null where it has none. `note` = what its cookie holds. */
export function knownDevice(note: string | null, email: string): string | null {
  const isSealed = ({ device, seal }: Entry) =>
    sameBytes(Buffer.from(seal), Buffer.from(sealOf(device, email)));
  return entriesOf(note).find(isSealed)?.device ?? null;
}

/** The browser's note after a good sign-in to this account. */
export function noteDevice(note: string | null, email: string): string {
  const device = knownDevice(note, email) ?? newId();
  const others = entriesOf(note).filter((entry) => entry.device !== device);
  return [{ device, seal: sealOf(device, email) }, ...others]
    .slice(0, mostAccounts)
    .map((entry) => `${entry.device}.${entry.seal}`)
    .join("~");
}

interface Entry {
  device: string;
  seal: string;
}

function entriesOf(note: string | null): Entry[] {
  return (note ?? "")
    .slice(0, 1_000)
    .split("~")
    .flatMap((text) => {
      const [, device, seal] = shape.exec(text) ?? [];
      return device && seal ? [{ device, seal }] : [];
    });
}

/** Bound to the account: the note of one's own account must not open an allowance at another's. */
function sealOf(device: string, email: string): string {
  const secret = Buffer.from(config().authSecret);
  return derive(secret, `known device ${device} of ${email.toLowerCase()}`).toString("base64url");
}
