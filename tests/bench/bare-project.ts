import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The pages of a Next project with nothing of ours, by file: an empty one, and one with 50 rows of 7 columns. */
const files: Readonly<Record<string, string>> = {
  "package.json": '{ "private": true, "type": "module" }',
  "next.config.mjs": `export default { poweredByHeader: false, turbopack: { root: ${JSON.stringify(resolve("."))} } };`,
  "postcss.config.mjs": "export default { plugins: {} };",
  "app/layout.jsx": `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}`,
  "app/page.jsx": `import { headers } from "next/headers";
export default async function Page() {
  await headers();
  return <main />;
}`,
  "app/rows/page.jsx": `import { headers } from "next/headers";
export default async function Page() {
  await headers();
  const rows = Array.from({ length: 50 }, (_, row) => Array.from({ length: 7 }, (_, column) => \`row \${row}, \${column}\`));
  return (
    <main>
      <table>
        <tbody>
          {rows.map((cells) => <tr key={cells[0]}>{cells.map((cell) => <td key={cell}>{cell}</td>)}</tr>)}
        </tbody>
      </table>
    </main>
  );
}`,
};

/** Builds the bare project in a folder of its own below this one, so that it has the same versions. @returns the folder */
export function buildBare(): string {
  const folder = resolve(".build/bench/bare");
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve("node_modules/next/dist/bin/next"), "build"],
    {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    },
  );
  if (status !== 0) throw new Error(`the bare project was not built: ${stdout}${stderr}`);
  return folder;
}
