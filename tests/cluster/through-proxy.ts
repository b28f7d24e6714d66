import { Agent, request } from "node:https";
import { filledIn, type Page } from "../ground/plain-browser";
import { md5, proxy, servedBy } from "./serving";

type Answer = Page & {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
};

/** Somebody who reaches the service through its proxy, over one connection at a time. */
class Client {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1, ca: proxy.certificate() });
  /** the machines that answered, in order */
  readonly met: string[] = [];

  constructor(private readonly from?: string) {}

  async send(
    method: "GET" | "POST",
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body?: Buffer | string,
  ): Promise<Answer> {
    return await new Promise((done, failed) => {
      const sent = request(
        {
          host: proxy.address,
          port: proxy.port,
          servername: proxy.host,
          agent: this.#agent,
          method,
          path,
          ...(this.from ? { localAddress: this.from } : {}),
          headers: {
            host: `${proxy.host}:${proxy.port}`,
            ...headers,
            ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }),
          },
        },
        (response) => {
          const pieces: Buffer[] = [];
          response.on("data", (piece: Buffer) => pieces.push(piece));
          response.on("error", failed);
          response.on("end", () => {
            const by = response.headers[servedBy];
            if (typeof by === "string") this.met.push(by);
            done({
              status: response.statusCode ?? 0,
              location: response.headers.location ?? null,
              html: Buffer.concat(pieces).toString(),
              headers: response.headers,
            });
          });
        },
      );
      sent.on("error", failed);
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** A browser without JavaScript, of somebody at the portal. */
export class Person {
  readonly #client = new Client();
  readonly #cookies = new Map<string, string>();
  #path = "/";
  #html = "";

  get met(): readonly string[] {
    return this.#client.met;
  }

  async get(path: string): Promise<Page> {
    this.#path = path;
    return await this.#ask("GET");
  }

  /** fills in and sends the last form of the page that has these fields */
  async submit(fields: Readonly<Record<string, string>>, without?: string): Promise<Page> {
    const sent = new Response(filledIn(this.#html, fields, without));
    return await this.#ask("POST", Buffer.from(await sent.arrayBuffer()), {
      origin: `https://${proxy.host}:${proxy.port}`,
      "content-type": sent.headers.get("content-type") ?? "",
    });
  }

  close(): void {
    this.#client.close();
  }

  async #ask(method: "GET" | "POST", body?: Buffer, headers: Readonly<Record<string, string>> = {}) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const page = await this.#client.send(method, this.#path, { ...headers, cookie }, body);
    for (const set of [page.headers["set-cookie"] ?? []].flat()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(set)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    this.#html = page.html;
    return page;
  }
}

/** What a call of the API came to: an answer, a fault, or that nobody answered it. */
export type Outcome =
  | { readonly kind: "answer"; readonly text: string }
  | { readonly kind: "fault"; readonly code: number; readonly text: string }
  | { readonly kind: "none"; readonly why: string };

/** A program that calls the API with a digest; without a login it is a trusted host. */
export class Program {
  readonly #client: Client;
  #nonce = "";
  #count = 0;

  constructor(
    private readonly login: { readonly name: string; readonly password: string } | { readonly from: string },
  ) {
    this.#client = new Client("from" in login ? login.from : undefined);
  }

  get met(): readonly string[] {
    return this.#client.met;
  }

  async call(method: string, members: Readonly<Record<string, string | number | null>>): Promise<Outcome> {
    const body = document(method, members);
    try {
      let answer = await this.#client.send("POST", path, this.#headers(), body);
      // a nonce of a machine that started after it was made
      for (let again = 0; answer.status === 401 && again < 3; again += 1) {
        this.#nonce = /nonce="([^"]+)"/.exec(String(answer.headers["www-authenticate"]))?.[1] ?? "";
        this.#count = 0;
        answer = await this.#client.send("POST", path, this.#headers(), body);
      }
      if (answer.status !== 200)
        return { kind: "none", why: `${answer.status} ${answer.html.slice(0, 200)}` };
      const [, code] = /<name>faultCode<\/name><value><int>(\d+)</.exec(answer.html) ?? [];
      return code === undefined
        ? { kind: "answer", text: answer.html }
        : { kind: "fault", code: Number(code), text: answer.html };
    } catch (error) {
      return { kind: "none", why: String(error) };
    }
  }

  /** The same, where nothing may fail. @throws if it is not answered */
  async ask(method: string, members: Readonly<Record<string, string | number | null>>): Promise<string> {
    const outcome = await this.call(method, members);
    if (outcome.kind === "answer") return outcome.text;
    throw new Error(`${method}: ${outcome.kind === "none" ? outcome.why : outcome.text}`);
  }

  close(): void {
    this.#client.close();
  }

  #headers(): Record<string, string> {
    const plain = { "content-type": "text/xml" };
    if ("from" in this.login || this.#nonce === "") return plain;
    const { name, password } = this.login;
    this.#count += 1;
    const nc = this.#count.toString(16).padStart(8, "0");
    const response = md5(
      `${md5(`${name}:XML API:${password}`)}:${this.#nonce}:${nc}:cluster:auth:${md5(`POST:${path}`)}`,
    );
    return {
      ...plain,
      authorization:
        `Digest username="${name}", realm="XML API", nonce="${this.#nonce}", uri="${path}", ` +
        `algorithm=MD5, qop=auth, nc=${nc}, cnonce="cluster", response="${response}"`,
    };
  }
}

const path = "/xmlapi/xmlapi";

/** The id of the customer in an answer. */
export function idIn(text: string): number {
  const [, id] = /<name>i_customer<\/name>\s*<value>\s*<(?:int|i4)>(\d+)</.exec(text) ?? [];
  if (id === undefined) throw new Error(`no customer: ${text}`);
  return Number(id);
}

function document(method: string, members: Readonly<Record<string, string | number | null>>): string {
  const written = Object.entries(members).map(
    ([name, value]) =>
      `<member><name>${name}</name><value>${
        value === null
          ? "<nil/>"
          : typeof value === "number"
            ? `<int>${value}</int>`
            : `<string>${value}</string>`
      }</value></member>`,
  );
  return `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params><param><value><struct>${written.join("")}</struct></value></param></params></methodCall>`;
}
