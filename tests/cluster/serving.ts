import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { addressOf, elsewhere, folder, type Machine, place, shipped } from "./machines";
import { type Running, run, until } from "./run-program";

export const appMachines = ["app1", "app2"] as const;

/** The service as people reach it: its proxy. */
export const proxy = {
  address: addressOf("proxy"),
  port: 8443,
  host: "portal.example.com",
  /** of the authority that the proxy makes instead of asking Let's Encrypt */
  certificate: () => readFileSync(join(folder, "proxy/storage/pki/authorities/local/root.crt")),
};

/** Which machine answered: a header that the proxy adds for the test. */
export const servedBy = "x-served-by";

/** Starts HAProxy, PgBouncer and the program on two machines, and the proxy. @returns the one-time password of root */
export async function startServing(): Promise<string> {
  for (const machine of appMachines) {
    run(machine, "/usr/sbin/haproxy", ["-W", "-db", "-f", place("haproxy.cfg", machine)]);
    const users = place("userlist.txt", machine);
    run(machine, "/usr/sbin/pgbouncer", [
      place("pgbouncer.ini", machine, { "/etc/pgbouncer/userlist.txt": users }),
    ]);
  }
  // both at once, on an empty database
  const programs = appMachines.map(startProgram);
  await Promise.all(
    programs.map(
      async (one) => await until("the program", async () => one.said().includes("is ready at"), one),
    ),
  );
  await startProxy();
  const password = programs.map((one) => /one-time password (\S+) /.exec(one.said())?.[1]).find(Boolean);
  if (password === undefined) throw new Error("no program made root");
  return password;
}

const apps = new Map<Machine, Running>();

/** Stops the program on a machine as systemd does, and starts it again. */
export async function restartProgram(machine: Machine): Promise<void> {
  await apps.get(machine)?.end("SIGTERM");
  const again = startProgram(machine);
  const ready = () => (again.said().match(/is ready at/g) ?? []).length > 1;
  await until("the program", async () => ready(), again);
}

function startProgram(machine: Machine): Running {
  const settings = Object.fromEntries(
    shipped("trellis.env", machine, { "/var/lib/trellis": join(folder, machine, "data") })
      .split("\n")
      .filter((line) => /^[A-Z]/.test(line))
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  mkdirSync(join(folder, machine, "data"), { recursive: true });
  const environment = {
    ...settings,
    PUBLIC_URL: `https://${proxy.host}:${proxy.port}`,
    // mails become files
    SMTP_URL: "",
    TRUSTED_HOSTS: elsewhere,
    // the proxy connects from there
    TRUSTED_PROXIES: "127.0.0.1",
    PROCESSES: "1",
    NODE_ENV: "production",
    MALLOC_ARENA_MAX: "1",
  };
  const started = run(machine, process.execPath, ["scripts/start.mjs"], { environment, asRoot: true });
  apps.set(machine, started);
  return started;
}

async function startProxy(): Promise<void> {
  const storage = join(folder, "proxy/storage");
  const forTests = `{
	admin off
	local_certs
	skip_install_trust
	default_bind ${proxy.address}
	http_port 8080
	https_port ${proxy.port}
	storage file_system ${storage}
`;
  const file = place("Caddyfile", "proxy", {
    // the first line of the file that is no comment
    "\n{\n\t# where": `\n${forTests}\t# where`,
    "\t\theader_up X-Forwarded-Proto {scheme}\n": `\t\theader_up X-Forwarded-Proto {scheme}\n\t\theader_down ${servedBy} {http.reverse_proxy.upstream.hostport}\n`,
  });
  const caddy = run("proxy", "/usr/bin/caddy", ["run", "--config", file, "--adapter", "caddyfile"], {
    environment: { XDG_DATA_HOME: join(folder, "proxy"), XDG_CONFIG_HOME: join(folder, "proxy") },
  });
  await until("the proxy", async () => caddy.said().includes("serving initial configuration"), caddy);
}

export function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
