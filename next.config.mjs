// JavaScript, since for TypeScript each process would load Next's compiler at its start, and keep its 23 MB

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  // the front compresses: see server/doors/front/one-piece.ts
  compress: false,
  // the bundler cannot handle native modules, or modules that read files beside themselves
  serverExternalPackages: [
    "@node-rs/argon2",
    "pino",
    "@prisma/client",
    "@prisma/adapter-pg",
    "pg",
    "fontkit",
    "pdfkit",
    "sharp",
  ],
  typescript: { ignoreBuildErrors: true },
  experimental: {
    serverActions: { bodySizeLimit: "3mb" },
    // each process loads a page when it first shows it: the start is quicker, and pages that nobody asks for take no memory
    preloadEntriesOnStart: false,
  },
};

export default config;
