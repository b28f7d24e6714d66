import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";

/**
 * Asks Prisma's own engine for the SQL that leads from one schema to another. We use the engine compiled to WebAssembly,
 * because the native one is downloaded at first use, which not every machine allows.
 * @param databaseUrl any database: the engine opens it but reads nothing from it
 * @param from the text of a schema, or null for an empty database
 * @param to the text of a schema
 */
export async function sqlBetween(databaseUrl: string, from: string | null, to: string): Promise<string> {
  load();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(databaseUrl));
  const running = await engine.SchemaEngine.new(
    { datamodels: [["schema.prisma", to]] },
    () => undefined,
    adapter,
  );
  try {
    const { stdout } = await running.diff({
      from: from === null ? { tag: "empty" } : { tag: "schemaDatamodel", ...files(from) },
      to: { tag: "schemaDatamodel", ...files(to) },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout ?? "";
  } finally {
    running.free();
  }
}

function files(content: string) {
  return { files: [{ path: "schema.prisma", content }] };
}

let loaded = false;

/** Instantiates the module by hand: the package expects a bundler that imports `.wasm`, which Node does not. */
function load(): void {
  if (loaded) return;
  const script = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const module = new WebAssembly.Module(readFileSync(script.replace(/\.js$/, ".wasm")));
  // the module imports exactly the generated glue, under this name
  const imports = { "./schema_engine_bg.js": engine as unknown as WebAssembly.ModuleImports };
  const { exports } = new WebAssembly.Instance(module, imports);
  engine.__wbg_set_wasm(exports);
  // the package's types leave this function out
  (exports.__wbindgen_start as () => void)();
  loaded = true;
}
