/** Where the secret of a version is sealed for: it opens nowhere else. */
export function sealPlaceOfVersion({ id, workspaceId }: { id: string; workspaceId: string }) {
  return { workspaceId, row: `key_versions/${id}` };
}
