import { existsSync } from "node:fs";
import { defineConfig } from "prisma/config";

// `prisma generate` never runs the schema engine, yet looks for its binary and would download it: any existing
// file satisfies it. Migrations are applied by server/database/migrate.ts.
if (existsSync("/bin/sh")) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: "prisma/schema.prisma", migrations: { path: "prisma/migrations" } });
