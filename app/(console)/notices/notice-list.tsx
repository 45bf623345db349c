import { CalendarX2, Eye, Replace } from "lucide-react";
import { SmallTable } from "@/components/table/small-table";
import { tableRoles } from "@/components/table/table-roles";
import { Badge, type Tone } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { toMs } from "@/components/ui/format-time";
import { ReachedLink } from "@/components/ui/reached-link";
import { Time } from "@/components/ui/time";
import type { Subject } from "@/lib/domain/notices/given";
import { KIND_WORDS, pageOf } from "@/lib/domain/notices/words";
import type { NoticePage } from "@/lib/services/notices/list";

type Props = { notices: NoticePage["notices"]; now: Date };

const LOOKS: Record<Subject, { word: string; tone: Tone; Icon: typeof Eye }> = {
  rotation: { word: "Rotation", tone: "info", Icon: Replace },
  expiration: { word: "Expiration", tone: "danger", Icon: CalendarX2 },
  uncollected: { word: "New secret waits", tone: "soon", Icon: Eye },
};
const HEADS = ["Key", "What", "When", "Told"];

/** Notices that were given, the newest first. */
export function NoticeList({ notices, now }: Props) {
  return (
    <SmallTable caption="Notices" heads={HEADS}>
      {notices.map((notice) => {
        const { word, tone, Icon } = LOOKS[notice.about as Subject];
        return (
          <tr key={notice.id} {...tableRoles.row}>
            <th {...tableRoles.rowHead} scope="row">
              <ReachedLink
                href={pageOf({ id: notice.keyId, kind: notice.kind })}
                className="link wrap-anywhere font-strong"
              >
                <Bdi>{notice.name}</Bdi>
              </ReachedLink>
              <span className="block font-normal text-faint text-xs">
                {KIND_WORDS[notice.kind]}
                {notice.environment ? `, ${notice.environment}` : ""}
              </span>
            </th>
            <td {...tableRoles.cell} data-label="What">
              <Badge tone={tone} mark={<Icon aria-hidden="true" className="size-3 shrink-0" />}>
                {word}
              </Badge>
            </td>
            <td {...tableRoles.cell} data-label="When">
              {notice.about === "uncollected" ? "for " : ""}
              <Time at={notice.at} now={now} show={notice.about === "uncollected" ? "span" : "relative"} />
              {notice.about !== "uncollected" && toMs(notice.at) <= toMs(now) ? (
                <span className="text-faint"> (its date has passed)</span>
              ) : null}
            </td>
            <td {...tableRoles.cell} data-label="Told">
              <Time at={notice.givenAt} now={now} />
            </td>
          </tr>
        );
      })}
    </SmallTable>
  );
}
