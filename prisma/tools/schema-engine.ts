import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";

/**
 * What SQL leads from one schema to another, by Prisma's own engine, compiled to WebAssembly: its binary is
 * downloaded at first use, which is not possible everywhere.
 * @param databaseUrl any database: the engine opens it, and does not look into it
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

/** The package is made for bundlers that import `.wasm` by themselves; Node does it by hand. */
function load(): void {
  if (loaded) return;
  const script = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const module = new WebAssembly.Module(readFileSync(script.replace(/\.js$/, ".wasm")));
  // the generated glue is exactly what the module imports, under one name
  const imports = { "./schema_engine_bg.js": engine as unknown as WebAssembly.ModuleImports };
  const { exports } = new WebAssembly.Instance(module, imports);
  engine.__wbg_set_wasm(exports);
  // a function of the generated glue, which its types leave out
  (exports.__wbindgen_start as () => void)();
  loaded = true;
}
