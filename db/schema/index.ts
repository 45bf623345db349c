export * from "./events";
export * from "./feed";
export * from "./hub";
export * from "./keys";
export * from "./people";
export * from "./rate-buckets";
export * from "./usage";
export * from "./workspaces";
