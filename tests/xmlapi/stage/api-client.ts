import { createHash } from "node:crypto";
import { Agent, request } from "node:http";

/** A client that keeps one connection and makes one call after the other. */
export class ApiClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #nonce = "";
  #count = 0;
  /** the header `X-Reference` of the last answer */
  reference: string | undefined;

  constructor(
    private readonly port: number,
    private readonly login: { readonly name: string; readonly password: string } | null,
  ) {}

  /** @returns the answer's text. @throws if it is a fault, or no answer */
  async call(body: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
    const { status, text, challenge } = await this.#send(body, headers);
    if (status === 401 && challenge) {
      this.#nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? "";
      this.#count = 0;
      return await this.call(body, headers);
    }
    if (status !== 200 || text.includes("<fault>")) throw new Error(`${status} ${text}`);
    return text;
  }

  /** the nonce of the last challenge */
  get nonce(): string {
    return this.#nonce;
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(body: string, headers: Readonly<Record<string, string>>) {
    return new Promise<{ status: number; text: string; challenge: string | undefined }>((done, fail) => {
      const sent = request(
        {
          port: this.port,
          host: "127.0.0.1",
          path,
          method: "POST",
          agent: this.#agent,
          headers: { ...headers, ...this.#authorization(), "content-length": Buffer.byteLength(body) },
        },
        (response) => {
          const pieces: Buffer[] = [];
          response.on("data", (piece: Buffer) => pieces.push(piece));
          response.on("end", () => {
            const { "x-reference": reference } = response.headers;
            this.reference = typeof reference === "string" ? reference : undefined;
            done({
              status: response.statusCode ?? 0,
              text: Buffer.concat(pieces).toString("utf8"),
              challenge: response.headers["www-authenticate"],
            });
          });
        },
      );
      sent.on("error", fail);
      sent.end(body);
    });
  }

  #authorization(): Record<string, string> {
    if (!this.login || !this.#nonce) return {};
    const { name, password } = this.login;
    this.#count += 1;
    const nc = this.#count.toString(16).padStart(8, "0");
    const response = md5(
      `${md5(`${name}:XML API:${password}`)}:${this.#nonce}:${nc}:bench:auth:${md5(`POST:${path}`)}`,
    );
    return {
      authorization:
        `Digest username="${name}", realm="XML API", nonce="${this.#nonce}", uri="${path}", ` +
        `algorithm=MD5, qop=auth, nc=${nc}, cnonce="bench", response="${response}"`,
    };
  }
}

const path = "/xmlapi/xmlapi";

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
