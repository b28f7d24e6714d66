import { type Foreign, run, runsWell } from "../../foreign";

export const curlItself: Foreign = {
  what: "curl",
  isThere: runsWell("curl", "--version"),
  packages: "curl",
};

/** What curl got for one URL. */
type Got = {
  readonly body: string;
  /** connections made for it */
  readonly connects: number;
  /** bytes of bodies over the wire */
  readonly uploaded: number;
  readonly downloaded: number;
};

export type Conversation = {
  readonly answers: readonly Got[];
  /** of every answer, including those before the last one */
  readonly statuses: readonly number[];
  /** all lines of all heads, in the order on the wire */
  readonly heads: readonly string[];
};

/**
 * Runs curl, which streams the body from standard input, so that it may have any length.
 * @param options curl's own options, and URLs
 */
export async function curl(options: readonly string[], body?: string | Uint8Array): Promise<Conversation> {
  const sending = body === undefined ? [] : ["--data-binary", "@-"];
  const measuring = ["--write-out", "\n<<%{num_connects} %{size_upload} %{size_download}>>"];
  const all = ["--silent", "--verbose", ...measuring, ...sending, ...options];
  const { said, complained: told } = await run("curl", all, {}, body);
  const heads = [...told.matchAll(/^[<>] (.+?)\r?$/gm)].map(([, line]) => line ?? "");
  return {
    answers: [...said.matchAll(/([\s\S]*?)\n<<(\d+) (\d+) (\d+)>>/g)].map(([, got = "", ...numbers]) => {
      const [connects = 0, uploaded = 0, downloaded = 0] = numbers.map(Number);
      return { body: got, connects, uploaded, downloaded };
    }),
    statuses: heads.flatMap((line) => /^HTTP\/1\.\d (\d+)/.exec(line)?.slice(1).map(Number) ?? []),
    heads,
  };
}
