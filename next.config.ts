import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

const config: NextConfig = {
  distDir: process.env.KEYSMITH_DIST_DIR || ".next",
  poweredByHeader: false,
  images: { unoptimized: true },
  productionBrowserSourceMaps: false,
  // Loaded by Node itself: they hold native code, or rely on being one module per process.
  serverExternalPackages: ["@node-rs/argon2", "drizzle-orm", "pino", "postgres"],
  experimental: { serverActions: { bodySizeLimit: "256kb" }, proxyClientMaxBodySize: "1mb" },
  turbopack: { root: fileURLToPath(new URL(".", import.meta.url)) },
};

export default config;
