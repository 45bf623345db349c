/** Where a workspace's webhook secret is sealed for: it opens nowhere else. */
export function webhookSecretPlace(workspaceId: string) {
  return { workspaceId, row: `notice_settings/${workspaceId}` };
}
