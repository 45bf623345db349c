import { Alert } from "@/components/ui/alert";
import { noticesOf } from "@/lib/domain/keys/notices";
import type { AccessKey } from "@/lib/services/access-keys/get";
import { NOTICE_WORDS } from "../_access-keys/notice-words";

/** What this key would do better to change, and how. */
export function KeyNotices({ accessKey, now }: { accessKey: AccessKey; now: Date }) {
  const latest = accessKey.versions.find((version) => version.latest);
  const notices = noticesOf({ ...accessKey, issuedAt: latest?.createdAt ?? accessKey.createdAt }, now);
  if (notices.length === 0) return null;
  return (
    <section aria-label="Notices" className="mb-8">
      <Alert kind="info">
        <ul className="grid gap-1">
          {notices.map((notice) => (
            <li key={notice}>
              <span className="font-strong">{NOTICE_WORDS[notice].one}</span> {NOTICE_WORDS[notice].advice}
            </li>
          ))}
        </ul>
      </Alert>
    </section>
  );
}
