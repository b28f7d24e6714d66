import { mostFileKiB, mostFormBytes, mostTextKiB, tooLargeField } from "@/attributes/reading/form-bounds";

const mostParts = 5_000;
const mostHeadBytes = 8 * 1024;
const mostBytes = {
  file: mostFileKiB * 1024,
  // browsers send a line end as two characters
  text: 2 * mostTextKiB * 1024,
  react: mostFormBytes,
} as const;
const endOfHead = Buffer.from("\r\n\r\n");

/** A form, unchanged or without its oversized fields. */
type Cut = { readonly form: Buffer; readonly isCut: boolean };

/**
 * Reads an oversized form (`multipart/form-data`) and replaces each field that is larger than any may be by a field
 * `too_large` with its name. Keeps the rest unchanged. Never holds more in memory than an acceptable form.
 * @returns the form, or null if it is still too large or not a form. Source: RFC 7578
 */
export async function cutForm(body: AsyncIterable<Uint8Array>, boundary: string): Promise<Cut | null> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const parts: Buffer[] = [];
  let held = 0;
  let part = new Part();
  let isCut = false;
  let isForm = true;
  // pretend that a line ended before the first delimiter
  let pending = Buffer.from("\r\n");
  const close = () => {
    const bytes = part.isTooLarge() ? part.instead() : part.bytes();
    isCut ||= part.isTooLarge();
    held += delimiter.length + (bytes?.byteLength ?? 0);
    if (bytes === null || held > mostFormBytes || parts.length >= mostParts) isForm = false;
    else parts.push(bytes);
    part = new Part();
  };
  for await (const chunk of body) {
    // read even a hopeless body to its end: only then does a browser listen
    if (!isForm) continue;
    pending = Buffer.concat([pending, chunk]);
    for (let at = pending.indexOf(delimiter); at !== -1 && isForm; at = pending.indexOf(delimiter)) {
      part.add(pending.subarray(0, at));
      close();
      pending = pending.subarray(at + delimiter.length);
    }
    // a delimiter may have started
    const sure = Math.max(0, pending.length - delimiter.length);
    part.add(pending.subarray(0, sure));
    pending = pending.subarray(sure);
  }
  part.add(pending);
  if (!isForm || !part.isLast()) return null;
  // the first part is the text before the first delimiter
  const form = [...parts.slice(1).flatMap((one) => [delimiter, one]), delimiter, Buffer.from("--\r\n")];
  return { form: Buffer.concat(form).subarray(2), isCut };
}

/** One part of a form; holds no more of it than a form may have. */
class Part {
  private chunks: Buffer[] = [];
  private size = 0;

  add(bytes: Buffer): void {
    this.size += bytes.byteLength;
    if (this.size <= mostHeadBytes + mostFormBytes) this.chunks.push(Buffer.from(bytes));
    // its beginning says which field it is
    else if (this.chunks.length > 1)
      this.chunks = [Buffer.from(Buffer.concat(this.chunks).subarray(0, mostHeadBytes))];
  }

  bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }

  isTooLarge(): boolean {
    const { mostBytes, headBytes } = this.read();
    return this.size - headBytes > mostBytes;
  }

  /** What replaces it: a field that says which one is missing, and how much it may hold. null for React's own. */
  instead(): Buffer | null {
    const { kind, argument, field } = this.read();
    if (kind === "react") return null;
    const said = `${kind === "file" ? mostFileKiB : mostTextKiB} ${field}`;
    return Buffer.from(
      `\r\nContent-Disposition: form-data; name="${argument}${tooLargeField}"\r\n\r\n${said}`,
    );
  }

  private read() {
    const held = this.bytes().subarray(0, mostHeadBytes);
    const end = Math.max(0, held.indexOf(endOfHead));
    const head = held.toString("utf8", 0, end);
    const name = / name="([^"]*)"/i.exec(head)?.[1] ?? "";
    // with JavaScript, React puts the number of the argument before each name
    const [, argument = "", field = ""] = /^(\d+_)?(.*)$/s.exec(name) ?? [];
    // React's own fields say what the form is for
    const isReacts = field === "" || field.startsWith("$") || /^\d+$/.test(field);
    const kind = isReacts ? "react" : / filename="/i.test(head) ? "file" : "text";
    return { argument, field, kind, mostBytes: mostBytes[kind], headBytes: end + endOfHead.length } as const;
  }

  /** Whether it is the end of a form: two dashes after the last delimiter. */
  isLast(): boolean {
    return /^--\s*$/.test(Buffer.concat(this.chunks).toString("latin1", 0, 16));
  }
}
