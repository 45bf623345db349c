import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { readView } from "@/components/table/table-view";
import { ask } from "@/lib/entry/page";
import { listAccessKeys } from "@/lib/services/access-keys/list";
import { keyNotices } from "@/lib/services/access-keys/notices";
import type { Address } from "../../address";
import { readDesk } from "../_issue/read-desk";
import { KeyDesk } from "./key-desk";
import { KeyHelp } from "./key-help";
import { KeyNotice } from "./key-notice";
import { KeysTable } from "./keys-table";
import { NoticesStrip } from "./notices-strip";
import { Troubleshooting, WhyRefusedLink } from "./troubleshooting";
import { USUAL_VIEW, VIEW_COOKIE } from "./view";

/**
 * The access keys feature, the same on both of its pages; `frame` puts the page's own head and section around it.
 * `holding` = a scope: the page is about the keys that hold it.
 */
export async function AccessKeys({
  address,
  holding = null,
  frame,
}: {
  address: Address;
  holding?: string | null;
  frame: (table: ReactNode) => ReactNode;
}) {
  const [{ rows, total }, notices, setting, jar] = await Promise.all([
    address.then((filter) => ask(listAccessKeys, { ...filter, holding })),
    // They are about all keys: not where some are left out.
    holding === null ? ask(keyNotices, {}) : null,
    readDesk(),
    cookies(),
  ]);
  return (
    <KeyDesk setting={{ ...setting, holding }}>
      {frame(
        <>
          <WhyRefusedLink />
          <KeyHelp />
          <KeyNotice />
          {notices ? <NoticesStrip notices={notices} /> : null}
          <KeysTable
            rows={rows}
            total={total}
            view={readView(jar.get(VIEW_COOKIE)?.value, USUAL_VIEW)}
            cleanUp={notices?.cleanUp ?? false}
          />
        </>,
      )}
      <Troubleshooting />
    </KeyDesk>
  );
}
