import { REVOKE_WORDS } from "@/app/(console)/_dialogs/revoke-reasons";
import { Time } from "@/components/ui/time";
import type { RevokeReason } from "@/lib/domain/keys/key-facts";

type Props = {
  version: {
    revokedAt: Date | null;
    retiresAt: Date | null;
    expiresAt: Date | null;
    revokeReason: string | null;
  };
  now: Date;
};

/** When a version of a key ends or has ended, how and why. */
export function VersionEnd({ version, now }: Props) {
  const { revokedAt, retiresAt, expiresAt, revokeReason } = version;
  const at = revokedAt ?? retiresAt ?? expiresAt;
  if (!at) return <span className="text-faint">Never</span>;
  const past = at <= now;
  const word = revokedAt ? "Revoked" : retiresAt ? (past ? "Retired" : "Retires") : past ? "Expired" : "";
  return (
    <span className="block sm:min-w-28 sm:py-1.5">
      {word} <Time at={at} now={now} />
      {revokeReason ? (
        <span className="block text-faint text-xs">{REVOKE_WORDS[revokeReason as RevokeReason]}</span>
      ) : null}
    </span>
  );
}
