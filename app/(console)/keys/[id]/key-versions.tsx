import { MaskedKey } from "@/components/keys/masked-key";
import { maskedText, shortMaskedText } from "@/components/keys/masked-text";
import { StatusBadge } from "@/components/keys/status-badge";
import { SmallTable } from "@/components/table/small-table";
import { tableRoles } from "@/components/table/table-roles";
import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import type { AccessKey } from "@/lib/services/access-keys/get";
import { VersionEnd } from "../_record/version-end";

const HEADS = ["Version", "Key", "Status", "Created", "Ends"];

/** The versions of a key, newest first. */
export function KeyVersions({ accessKey, now }: { accessKey: AccessKey; now: Date }) {
  return (
    <SmallTable caption="Versions" heads={HEADS}>
      {accessKey.versions.map((version) => (
        <tr key={version.id} {...tableRoles.row}>
          <th {...tableRoles.rowHead} className="whitespace-nowrap sm:min-w-0">
            <span className="inline-flex items-center gap-2">
              <span className="font-strong">{version.generation}</span>
              {version.latest ? <Badge>LATEST</Badge> : null}
            </span>
          </th>
          <td {...tableRoles.cell} data-label="Key" data-wide>
            <MaskedKey
              text={maskedText({ ...version, environment: accessKey.environment })}
              short={shortMaskedText(version)}
              keyId={version.publicId}
            />
          </td>
          <td {...tableRoles.cell} data-label="Status">
            <StatusBadge status={version.status} />
            {version.status === "active" && !version.latest ? (
              <span className="block text-faint text-xs sm:pt-0.5 sm:pb-1">
                {version.retiresAt ? (
                  <>
                    retires <Time at={version.retiresAt} now={now} />
                  </>
                ) : (
                  "until you end the overlap"
                )}
              </span>
            ) : null}
          </td>
          <td {...tableRoles.cell} data-label="Created">
            <Time at={version.createdAt} now={now} />
          </td>
          <td {...tableRoles.cell} data-label="Ends">
            <VersionEnd version={version} now={now} />
          </td>
        </tr>
      ))}
    </SmallTable>
  );
}
