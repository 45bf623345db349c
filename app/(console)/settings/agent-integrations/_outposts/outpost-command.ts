/** What starts an Outpost in front of an API: everything that it needs to know stands in this one line. */
export function outpostCommand(baseUrl: string, token: string, api: string | null): string {
  const start = `keysmith-outpost --hub ${baseUrl} --token ${token} --upstream http://localhost:8080`;
  return api === null ? start : `${start} --api ${api}`;
}
