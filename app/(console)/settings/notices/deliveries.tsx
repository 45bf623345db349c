import { SmallTable } from "@/components/table/small-table";
import { tableRoles } from "@/components/table/table-roles";
import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import type { NoticeSettings } from "@/lib/services/notices/settings";

type Sent = NoticeSettings["deliveries"][number];
type Props = { deliveries: Sent[]; now: Date };

const HEADS = ["To", "What", "State", "When"];
const CHANNELS: Record<string, string> = { mail: "Mail", webhook: "Webhook" };

/** The last deliveries, and why one did not arrive. */
export function Deliveries({ deliveries, now }: Props) {
  if (deliveries.length === 0)
    return <p className="text-soft">Nothing has been sent yet. Test it, and see what comes of it here.</p>;
  return (
    <div aria-live="polite">
      <SmallTable caption="Last deliveries" heads={HEADS}>
        {deliveries.map((sent) => (
          <tr key={sent.id} {...tableRoles.row}>
            <th {...tableRoles.rowHead} scope="row" className="wrap-anywhere">
              <span className="text-faint">{CHANNELS[sent.channel]}</span> <bdi>{sent.target}</bdi>
            </th>
            <td {...tableRoles.cell} data-label="What">
              {sent.noticeId === null ? "Test" : "Notice"}
            </td>
            <td {...tableRoles.cell} data-label="State">
              <State sent={sent} now={now} />
            </td>
            <td {...tableRoles.cell} data-label="When">
              <Time at={sent.deliveredAt ?? sent.createdAt} now={now} />
            </td>
          </tr>
        ))}
      </SmallTable>
    </div>
  );
}

function State({ sent, now }: { sent: Sent; now: Date }) {
  const { deliveredAt, error, dueAt, attempts } = sent;
  if (deliveredAt) return <Badge tone="good">Delivered</Badge>;
  if (error === null) return <Badge tone="info">{attempts === 0 ? "Waiting" : "Being sent"}</Badge>;
  return (
    <span className="grid justify-items-start gap-0.5">
      <Badge tone={dueAt ? "soon" : "danger"}>{dueAt ? "Not arrived yet" : "Failed"}</Badge>
      <span className="wrap-anywhere text-soft text-xs">{error}</span>
      {dueAt ? (
        <span className="text-faint text-xs">
          tried again <Time at={dueAt} now={now} />
        </span>
      ) : null}
    </span>
  );
}
