/** Whether a path, without its query, is one of the two by which machines watch over an instance. */
export function isHealthPath(path: string): boolean {
  return path === "/healthz" || path === "/readyz";
}

/** Whether a path, without its query, is the gate's; known before there is a gate. */
export function isGatePath(path: string): boolean {
  return path.startsWith("/v1/") || path === "/v1" || path === "/metrics" || isHealthPath(path);
}
