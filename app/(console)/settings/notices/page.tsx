import Link from "next/link";
import { PageHeader } from "@/components/ui/page-header";
import { admit, ask } from "@/lib/entry/page";
import { noticeSettings } from "@/lib/services/notices/settings";
import { Denied } from "../../denied";
import { NoticeDesk } from "./notice-desk";

/** Where notices go beside the console. */
export default async function NoticeSettingsPage() {
  const admission = await admit("notice:edit");
  if (!admission.admitted) return <Denied what="where notices go" {...admission} />;
  const settings = await ask(noticeSettings, {});
  return (
    <>
      <PageHeader
        title="Mail and webhook"
        purpose={
          <>
            Where{" "}
            <Link href="/notices" className="link">
              notices
            </Link>{" "}
            go beside the console: rotations and expirations days ahead, and new secrets that wait to be
            collected.
          </>
        }
      />
      <NoticeDesk settings={settings} />
    </>
  );
}
