import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

const config: NextConfig = {
  distDir: process.env.KEYSMITH_DIST_DIR || ".next",
  poweredByHeader: false,
  images: { unoptimized: true },
  productionBrowserSourceMaps: false,
  // Types are checked by `npm run check`, tests included; a first start need not wait for that.
  typescript: { ignoreBuildErrors: true },
  // Loaded by Node itself: they hold native code, or rely on being one module per process.
  serverExternalPackages: ["@node-rs/argon2", "drizzle-orm", "pino", "postgres"],
  // Above the front's own limit of 1 MiB: there a larger form is told so, here it would be a 500.
  experimental: { serverActions: { bodySizeLimit: "2mb" }, proxyClientMaxBodySize: "2mb" },
  turbopack: { root: fileURLToPath(new URL(".", import.meta.url)) },
};

export default config;
