import { REVOKE_WORDS } from "@/app/(console)/_dialogs/revoke-reasons";
import { Time } from "@/components/ui/time";
import type { RevokeReason } from "@/lib/domain/keys/key-facts";
import { endOf, type VersionTimes } from "@/lib/domain/keys/status";

type Props = { version: VersionTimes & { revokeReason: string | null }; now: Date };

/** When a version of a key ends or has ended, how and why. */
export function VersionEnd({ version, now }: Props) {
  const { revokedAt, revokeReason } = version;
  const end = endOf(version);
  const at = revokedAt ?? end?.at;
  if (!at) return <span className="text-faint">Never</span>;
  const [past, coming] = end?.as === "revoked" ? ["Retired", "Retires"] : ["Expired", ""];
  const word = revokedAt ? "Revoked" : at <= now ? past : coming;
  return (
    <span className="block sm:min-w-28 sm:py-1.5">
      {word} <Time at={at} now={now} />
      {revokeReason ? (
        <span className="block text-faint text-xs">{REVOKE_WORDS[revokeReason as RevokeReason]}</span>
      ) : null}
    </span>
  );
}
