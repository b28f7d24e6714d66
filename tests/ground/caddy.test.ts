import { readdirSync } from "node:fs";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DnsServer, startDnsServer } from "../dns/server";
import { demand } from "../foreign";
import { type Caddy, caddyItself, startCaddy } from "./caddy";
import { type HttpsClient, httpsClient } from "./https";
import { filledIn } from "./plain-browser";
import { logInAsRoot } from "./root";
import { dataFolder, startTrellis, type Trellis } from "./trellis";

it("Caddy is there to stand in front", ({ skip }) => demand(caddyItself, skip));

const own = "portal.voip.example.com";
const password = "correct horse battery";

describe.skipIf(!caddyItself.isThere)("behind the project's own Caddyfile", () => {
  let folder: Awaited<ReturnType<typeof dataFolder>>;
  let dns: DnsServer;
  let trellis: Trellis;
  let caddy: Caddy;
  let https: HttpsClient;
  const names = [`one ${process.pid}`, `two ${process.pid}`] as const;
  const aliases = ["voice.one.example.net", "voice.two.example.net"] as const;

  beforeAll(async () => {
    folder = await dataFolder();
    dns = await startDnsServer();
    trellis = await startTrellis({
      DATA_DIR: folder.folder,
      DEMO: "0",
      PUBLIC_HOST: `${own},127.0.0.1`,
      TRUSTED_PROXIES: "127.0.0.1",
      TRUSTED_HOSTS: "127.0.0.2",
      DNS_SERVER: dns.address,
    });
    const root = await logInAsRoot(trellis, folder.folder);
    for (const [place, dns_alias] of aliases.entries()) {
      const i_customer = await createCustomer(trellis, names[place] ?? "", dns_alias);
      const page = `/customers/${i_customer}/branding`;
      const [, token = ""] = />([0-9a-f]{40})</.exec((await root.get(page)).html) ?? [];
      dns.names.set(`_trellis.${dns_alias}`, [token]);
      // the look, and not the form that sets the name
      await root.submit({ i_customer }, "dns_alias");
      if (!(await root.get(page)).html.includes("The portal is served there."))
        throw new Error("not verified");
    }
    caddy = await startCaddy(folder.folder, new URL(trellis.address).host);
    https = httpsClient(caddy.port, caddy.authority);
  });

  afterAll(async () => {
    await caddy?.end();
    await trellis?.end("SIGTERM");
    dns?.close();
    await folder?.remove();
  });

  const logIn = async (host: string, login: string) => {
    const { html } = await https.get(host, "/login");
    return await https.post(host, "/login", filledIn(html, { login, password }));
  };

  it.each([own, ...aliases])("%s is answered over HTTPS, with a certificate of its own", async (host) => {
    const { status, html } = await https.get(host, "/login");
    expect(status).toBe(200);
    expect(html).toContain('name="login"');
  });

  it("each alias is its own customer's: who belongs there logs in, with a cookie for that host alone", async () => {
    for (const [place, host] of aliases.entries()) {
      const { status, location, cookies } = await logIn(host, names[place] ?? "");
      expect({ status, location }).toEqual({ status: 303, location: expect.stringContaining("/") });
      const session = cookies.find((cookie) => /session/i.test(cookie)) ?? "";
      expect(session).toMatch(/^__Host-[^;]*;.*Path=\//);
      expect(session).toMatch(/;\s*Secure/i);
      expect(session).not.toMatch(/;\s*Domain/i);
      const stranger = await logIn(host, names[1 - place] ?? "");
      expect(stranger.html).toContain("Login or password is wrong.");
      expect(stranger.cookies.join()).not.toMatch(/session/i);
    }
  });

  it("an unknown host is turned away before there is a certificate for it", async () => {
    for (const host of ["unknown.example.net", `www.${aliases[0]}`, "example.com"]) {
      await expect(https.get(host, "/login")).rejects.toMatchObject({
        message: expect.stringContaining("alert"),
      });
    }
    const certificates = readdirSync(`${caddy.storage}/certificates/local`);
    expect(certificates.toSorted()).toEqual([own, ...aliases].toSorted());
  });

  it("nobody learns through the proxy for which hosts it gets certificates", async () => {
    const { status } = await https.get(own, `/branding/may-serve?domain=${aliases[0]}`);
    expect(status).toBe(404);
  });
});

/** As a program on a trusted host does. @returns its id */
async function createCustomer({ address }: Trellis, name: string, dns_alias: string): Promise<string> {
  const member = (key: string, value: string) =>
    `<member><name>${key}</name><value>${value}</value></member>`;
  const members = [
    member("i_wholesaler", "<int>1</int>"),
    member("i_tariff", "<nil/>"),
    ...Object.entries({ name, web_password: password, dns_alias }).map(([key, value]) => member(key, value)),
  ].join("");
  const body = `<?xml version="1.0"?><methodCall><methodName>createCustomer</methodName><params><param><value><struct>${members}</struct></value></param></params></methodCall>`;
  const { hostname, port } = new URL(address);
  const answered = await new Promise<string>((done, failed) => {
    const asked = request(
      {
        hostname,
        port,
        path: "/xmlapi/xmlapi",
        method: "POST",
        localAddress: "127.0.0.2",
        headers: { "content-type": "text/xml" },
      },
      (response) => {
        let text = "";
        response.on("data", (part: Buffer) => {
          text += part.toString();
        });
        response.on("end", () => done(text));
      },
    );
    asked.on("error", failed);
    asked.end(body);
  });
  const [, id] = /<name>i_customer<\/name>\s*<value>\s*<(?:int|i4)>(\d+)</.exec(answered) ?? [];
  if (id === undefined) throw new Error(`no customer: ${answered}`);
  return id;
}
