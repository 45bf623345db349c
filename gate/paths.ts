/** Whether a path, without its query, is one of the two by which machines watch over an instance. */
export function isHealthPath(path: string): boolean {
  return path === "/healthz" || path === "/readyz";
}

const ALONE = ["/v1", "/metrics"];
const FIRST = [
  "/v1/",
  "/w/",
  "/agent-integrations-api/",
  "/.well-known/oauth-authorization-server/",
  "/.well-known/openid-configuration/",
];

/** Whether a path, without its query, is the gate's; known before there is a gate. */
export function isGatePath(path: string): boolean {
  return FIRST.some((first) => path.startsWith(first)) || ALONE.includes(path) || isHealthPath(path);
}
