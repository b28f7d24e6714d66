import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  poweredByHeader: false,
  // its binding is native: the bundler must leave it alone
  serverExternalPackages: ["@node-rs/argon2", "pino", "@prisma/client", "@prisma/adapter-pg", "pg"],
  typescript: { ignoreBuildErrors: true },
  experimental: { serverActions: { bodySizeLimit: "1mb" } },
};

export default createNextIntlPlugin("./i18n/request.ts")(config);
