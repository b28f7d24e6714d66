import { readFile } from "node:fs/promises";
import { request } from "node:https";

/** An answer over HTTPS. */
export type Secured = {
  readonly status: number;
  readonly location: string | null;
  /** `Set-Cookie`, as sent */
  readonly cookies: readonly string[];
  readonly html: string;
};

export type HttpsClient = {
  readonly get: (host: string, path: string) => Promise<Secured>;
  /** as a browser sends a form, from a page of the same host */
  readonly post: (host: string, path: string, form: FormData) => Promise<Secured>;
};

/** Asks a proxy on this machine as any host, and believes certificates of one authority alone. */
export function httpsClient(port: number, authorityFile: string): HttpsClient {
  const ask = async (host: string, path: string, form?: FormData): Promise<Secured> => {
    const ca = await readFile(authorityFile);
    // the platform's own spelling of a form
    const sent = form && new Response(form);
    const body = sent ? Buffer.from(await sent.arrayBuffer()) : null;
    const headers = {
      host: `${host}:${port}`,
      ...(sent && body
        ? {
            origin: `https://${host}:${port}`,
            "content-type": sent.headers.get("content-type") ?? "",
            "content-length": String(body.length),
          }
        : {}),
    };
    return await new Promise((done, failed) => {
      const asked = request(
        {
          host: "127.0.0.1",
          port,
          servername: host,
          ca,
          path,
          method: body ? "POST" : "GET",
          headers,
          agent: false,
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on("data", (part: Buffer) => parts.push(part));
          response.on("end", () =>
            done({
              status: response.statusCode ?? 0,
              location: response.headers.location ?? null,
              cookies: response.headers["set-cookie"] ?? [],
              html: Buffer.concat(parts).toString(),
            }),
          );
        },
      );
      asked.on("error", failed);
      asked.end(body ?? undefined);
    });
  };
  return { get: async (host, path) => await ask(host, path), post: ask };
}
