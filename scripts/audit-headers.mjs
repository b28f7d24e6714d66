// `npm run audit:headers` starts the program on a folder of its own and prints the headers of its answers, over HTTP and
// as behind a proxy that speaks HTTPS.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const folder = await mkdtemp(join(tmpdir(), "trellis-headers-"));
const child = spawn(process.execPath, ["scripts/start.mjs"], {
  env: { ...process.env, DATA_DIR: folder, PORT: "0", DEMO: "0", TRUSTED_PROXIES: "127.0.0.0/8,::1" },
  stdio: ["ignore", "pipe", "inherit"],
});
const base = await new Promise((found, failed) => {
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
    const address = /ready at (http:\S+)/.exec(said)?.[1];
    if (address) found(address);
  });
  child.once("exit", () => failed(new Error(`the program ended: ${said}`)));
});
const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(await (await fetch(`${base}/login`)).text())?.[1];
for (const path of ["/login", "/overview", "/link/open?token=x", "/nowhere", script ?? "/", "/health"]) {
  for (const protocol of ["http", "https"]) {
    const headers =
      protocol === "https" ? { "x-forwarded-for": "192.0.2.1", "x-forwarded-proto": "https" } : {};
    const response = await fetch(base + path, { redirect: "manual", headers });
    console.log(`\n${protocol}  ${path}  ${response.status}`);
    for (const [name, value] of response.headers) {
      if (!["date", "connection", "keep-alive", "transfer-encoding"].includes(name))
        console.log(`  ${name}: ${value}`);
    }
  }
}
child.kill("SIGTERM");
await new Promise((done) => child.once("exit", done));
await rm(folder, { recursive: true, force: true });
