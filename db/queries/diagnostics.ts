/** Why credentials were refused: written in batches, read by id. */
import { and, eq, getTableColumns } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Db } from "../client";
import { diagnostics, keys } from "../schema";
import { clientOf } from "./key-records";

export interface DiagnosticDraft {
  id: string;
  atMs: number;
  /** As `lib/domain/diagnostics/cause.ts` writes it. */
  cause: string;
  /** What the text itself told; ties the refusal to a key where one has this public id. */
  publicId: string | null;
  /** Known only where the whole secret matched. */
  workspaceId: string | null;
  keyId: string | null;
  ip: string | null;
}

/**
 * Writes refusals, and ties each to the key of its public id. Done here, once per batch: at the time of the refusal it
 * would let a stranger's guess cost another look into the database, and its duration tell whether an id exists.
 */
export async function insertDiagnostics(db: Db, drafts: readonly DiagnosticDraft[]): Promise<void> {
  await clientOf(db)`
    insert into diagnostics (id, workspace_id, at, cause, public_id, key_id, ip)
    select d.id, coalesce(d."workspaceId", v.workspace_id), to_timestamp(d."atMs" / 1000),
      case when split_part(d.cause, ' ', 1) <> 'unknown' or v.id is null then d.cause
        else regexp_replace(d.cause, '^unknown',
          case when k.deleted_at is not null then 'deleted' else 'wrong_secret' end) end,
      d."publicId", coalesce(d."keyId", v.key_id), d.ip
    from json_to_recordset(${JSON.stringify(drafts)}::text::json) as d (
      id text, "atMs" float8, cause text, "publicId" text, "workspaceId" uuid, "keyId" uuid, ip text)
    left join key_versions v on v.public_id = d."publicId"
      and (d."workspaceId" is null or v.workspace_id = d."workspaceId")
    left join keys k on k.id = v.key_id
    on conflict (id) do nothing`;
}

export async function findDiagnostic(db: Db, workspace: WorkspaceId, id: string) {
  const [row] = await db
    .select({ ...getTableColumns(diagnostics), keyKind: keys.kind })
    .from(diagnostics)
    .leftJoin(keys, and(eq(keys.id, diagnostics.keyId), eq(keys.workspaceId, diagnostics.workspaceId)))
    .where(and(eq(diagnostics.workspaceId, workspace), eq(diagnostics.id, id)));
  return row ?? null;
}
