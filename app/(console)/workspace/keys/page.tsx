import { cookies } from "next/headers";
import { Denied } from "@/app/(console)/denied";
import { readView } from "@/components/table/table-view";
import { PageHeader } from "@/components/ui/page-header";
import { admit, ask, pageNow } from "@/lib/entry/page";
import { keySetFilterOptions } from "@/lib/services/key-sets/filter-options";
import { listKeySets } from "@/lib/services/key-sets/list";
import { readSavedViews, SAVED_VIEWS_COOKIE } from "./_list/saved-views";
import { KeySetsTable } from "./_list/table";
import { KEY_SETS_VIEW_COOKIE, USUAL_VIEW } from "./_list/view";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Workspace > Keys: the key sets that one reaches. */
export default async function KeySetsPage({ searchParams }: Props) {
  const admission = await admit("key-set:view");
  if (!admission.admitted) return <Denied what="keys" {...admission} />;
  const filter = await searchParams;
  const [{ rows, total }, options, now, jar] = await Promise.all([
    ask(listKeySets, filter),
    ask(keySetFilterOptions, filter),
    pageNow(),
    cookies(),
  ]);
  return (
    <>
      <PageHeader
        title="Keys"
        purpose="The key sets with which applications call the APIs that they subscribe to."
      />
      <KeySetsTable
        rows={rows}
        total={total}
        options={options}
        view={readView(jar.get(KEY_SETS_VIEW_COOKIE)?.value, USUAL_VIEW)}
        views={readSavedViews(jar.get(SAVED_VIEWS_COOKIE)?.value)}
        now={now}
      />
    </>
  );
}
