import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Foreign, runsWell } from "../foreign";

/** The proxy, started with the project's own Caddyfile. */
export type Caddy = {
  readonly port: number;
  /** where its files are: certificates, and the authority that it makes for them */
  readonly storage: string;
  readonly authority: string;
  readonly said: () => string;
  readonly end: () => Promise<void>;
};

export const caddyItself: Foreign = {
  what: "Caddy",
  isThere: runsWell("caddy", "version"),
  packages: "caddy",
};

/**
 * Starts Caddy in front of the program, on free ports, with an authority of its own instead of Let's Encrypt. Its files
 * are in the given folder; the system's store of authorities stays as it is.
 * @param backend `host:port`
 */
export async function startCaddy(folder: string, backend: string): Promise<Caddy> {
  const [port, plainPort] = [await freePort(), await freePort()];
  const storage = join(folder, "storage");
  const forTests = `{
	admin off
	local_certs
	skip_install_trust
	http_port ${plainPort}
	https_port ${port}
	storage file_system ${storage}
`;
  const shipped = await readFile("deploy/Caddyfile", "utf8");
  const config = shipped.replaceAll("127.0.0.1:3000", backend).replace(/^\{\n/m, forTests);
  const file = join(folder, "Caddyfile");
  await writeFile(file, config);
  const child = spawn("caddy", ["run", "--config", file, "--adapter", "caddyfile"], {
    env: {
      NODE_ENV: "test",
      PATH: process.env.PATH,
      HOME: folder,
      XDG_DATA_HOME: folder,
      XDG_CONFIG_HOME: folder,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
  const ended = new Promise<void>((done) => child.once("close", () => done()));
  const authority = join(storage, "pki/authorities/local/root.crt");
  while (!(existsSync(authority) && text.includes("serving initial configuration"))) {
    if (child.exitCode !== null) throw new Error(`Caddy ended: ${text}`);
    await pause(50);
  }
  const end = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return { port, storage, authority, said: () => text, end };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (!address || typeof address === "string") throw new Error("it listened on a port");
  return address.port;
}
