import { BellRing } from "lucide-react";
import { Denied } from "@/app/(console)/denied";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { noticePage } from "@/lib/contracts/notices";
import { admit, ask, pageNow } from "@/lib/entry/page";
import { listNoticesOf } from "@/lib/services/notices/list";
import { NoticeList } from "./notice-list";

const HERE = "/notices";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What people were told of the keys that the visitor may see. */
export default async function NoticesPage({ searchParams }: Props) {
  const admission = await admit("key-set:view", "access-key:view");
  if (!admission.admitted) return <Denied what="notices of keys" {...admission} />;
  const { before } = noticePage.parse(await searchParams);
  const [{ notices, older }, settings, now] = await Promise.all([
    ask(listNoticesOf, { before }),
    admit("notice:edit"),
    pageNow(),
  ]);
  return (
    <>
      <PageHeader
        title="Notices"
        purpose="Rotations and expirations that come, days ahead, and new secrets that wait to be collected."
        action={
          settings.admitted ? <ButtonLink href="/settings/notices">Mail and webhook</ButtonLink> : undefined
        }
      />
      {notices.length === 0 ? (
        <EmptyState
          icon={<BellRing />}
          sentence={
            before === null
              ? "No notices yet. One will stand here some days before a key is rotated or expires."
              : "There are no older notices."
          }
        />
      ) : (
        <NoticeList notices={notices} now={now} />
      )}
      <nav aria-label="Pages of notices" className="mt-5 flex flex-wrap justify-between gap-2 empty:hidden">
        {before === null ? null : (
          <ButtonLink href={HERE} variant="ghost">
            Newest notices
          </ButtonLink>
        )}
        {older === null ? null : <ButtonLink href={`${HERE}?before=${older}`}>Older notices</ButtonLink>}
      </nav>
    </>
  );
}
