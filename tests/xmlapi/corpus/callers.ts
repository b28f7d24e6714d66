import { Agent, type IncomingHttpHeaders } from "node:http";
import { authorization } from "../stage/digest-client";
import { type Reply, send } from "../stage/poster";

/** The API password of everybody in the fixed world who has one. */
export const apiPassword = "correct horse api";

/** How often one nonce is used: the door remembers the last counts only, and each for some minutes. */
const callsPerNonce = 200;

/**
 * Sends as somebody: `trusted` without credentials, everybody else by digest, by login. In brackets behind it stands what
 * is special: `alpha (password guess)`, `alpha (again)` with the digest of the call before, `alpha (sha-256)`,
 * `trusted (page)` as a web page does, `trusted (forwarded)` through somebody's proxy, `trusted (get)`.
 */
export class Callers {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #nonce = "";
  #count = callsPerNonce;
  #last = "";

  /** @param rootLogin the login of `root` */
  constructor(private readonly rootLogin: string) {}

  async send(caller: string, body: string): Promise<Reply> {
    const [, name = "", how = ""] = /^(.*?)(?: \((.*)\))?$/.exec(caller) ?? [];
    if (name === "trusted") return await this.#sendTrusted(how, body);
    const headers = { authorization: how === "again" ? this.#last : await this.#digest(name, how) };
    this.#last = headers.authorization;
    return await send(body, { agent: this.#agent, headers });
  }

  close(): void {
    this.#agent.destroy();
  }

  async #sendTrusted(how: string, body: string): Promise<Reply> {
    const headers: Readonly<Record<string, IncomingHttpHeaders>> = {
      page: { origin: "https://evil.example" },
      forwarded: { "x-forwarded-for": "192.0.2.1" },
    };
    const method = how === "get" ? "GET" : "POST";
    return await send(body, { agent: this.#agent, method, headers: headers[how] ?? {} });
  }

  async #digest(name: string, how: string): Promise<string> {
    if (this.#count >= callsPerNonce) await this.#challenge();
    this.#count += 1;
    const username = name === "root" ? this.rootLogin : name;
    const [, password = apiPassword] = /^password (.*)$/.exec(how) ?? [];
    const algorithm = how === "sha-256" ? "SHA-256" : "MD5";
    return authorization({ username, password }, { nonce: this.#nonce, nc: this.#count, algorithm });
  }

  /** A trusted host is challenged only where it sends credentials, whatever they are. */
  async #challenge(): Promise<void> {
    const { headers } = await send("", { agent: this.#agent, headers: { authorization: "Digest" } });
    const [, nonce = ""] = /nonce="([^"]+)"/.exec(String(headers["www-authenticate"])) ?? [];
    this.#nonce = nonce;
    this.#count = 0;
  }
}
