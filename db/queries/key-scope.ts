import { and, eq, isNull, type SQL } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { KeyKind } from "@/lib/domain/keys/kinds";
import { keys } from "../schema";

/** Whose keys: the workspace's of one kind, or of those the ones of one person. */
export interface KeyScope {
  workspace: WorkspaceId;
  kind: KeyKind;
  owner?: string;
}

/** The keys of a scope that exist: a deleted one, and one of another workspace or owner, does not. */
export function within({ workspace, kind, owner }: KeyScope): SQL | undefined {
  return and(
    eq(keys.workspaceId, workspace),
    eq(keys.kind, kind),
    isNull(keys.deletedAt),
    owner === undefined ? undefined : eq(keys.ownerId, owner),
  );
}
