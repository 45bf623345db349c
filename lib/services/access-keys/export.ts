import type { KeyListRow } from "@/db/queries/key-list";
import { keySelection } from "@/lib/contracts/many-keys";
import { csvFile } from "@/lib/domain/csv";
import { keyTextHead } from "@/lib/domain/keys/key-text";
import type { Query } from "../card";
import { selectKeys } from "./selection";

/** How many keys one file holds at most. */
export const EXPORT_LIMIT = 10_000;

export interface KeyExport {
  fileName: string;
  /** The file: a header, then a line for each key. */
  text: string;
  rows: number;
  /** How many match in all, where that is more. */
  total: number;
}

const head = [
  "id",
  "name",
  "description",
  "status",
  "environment",
  "scopes",
  "key id",
  "ends with",
  "version",
  "created",
  "created by",
  "last used",
  "expires",
];

/** Access keys as a file for a spreadsheet: what the table shows of them, nothing secret. Instants in UTC, ISO 8601. */
export const exportKeys: Query<typeof keySelection, KeyExport> = {
  name: "access-key.export",
  permission: "access-key:view",
  tellsStatus: true,
  input: keySelection,
  async run(db, ctx, input) {
    const { rows, total } = await selectKeys(db, ctx, input, EXPORT_LIMIT);
    return {
      fileName: `access-keys-${ctx.now.toISOString().slice(0, 10)}.csv`,
      text: csvFile([head, ...rows.map(line)]),
      rows: rows.length,
      total,
    };
  },
};

function line(row: KeyListRow): string[] {
  const { prefix, environment, publicId } = row;
  const instant = (at: Date | null) => at?.toISOString() ?? "";
  return [
    row.id,
    row.name,
    row.description,
    row.status,
    environment ?? "",
    row.scopes.join(" "),
    keyTextHead({ prefix, kind: "access", environment, publicId }),
    row.tail,
    String(row.generation),
    instant(row.createdAt),
    row.createdByLabel,
    instant(row.lastUsedAt),
    row.expiresAt === null ? "never" : instant(row.expiresAt),
  ];
}
