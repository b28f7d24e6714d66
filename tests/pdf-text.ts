import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demand, run } from "./foreign";

/** Two programs that read the text of a PDF, with code of their own. */
const readers = [
  { what: "pdftotext", packages: "poppler-utils", parameters: (file: string) => ["-layout", file, "-"] },
  {
    what: "mutool",
    packages: "mupdf-tools",
    parameters: (file: string) => ["draw", "-q", "-F", "txt", file],
  },
] as const;

const isThere = readers.map(({ what }) => spawnSync(what, ["-v"]).error === undefined);

/** What each of two readers finds in a PDF, by the reader's name: pages as people search and copy them. */
export async function textsOfPdf(
  pdf: Buffer,
  skip: (note: string) => void,
): Promise<readonly { readonly reader: string; readonly text: string }[]> {
  for (const [index, { what, packages }] of readers.entries())
    demand({ what, packages, isThere: isThere[index] === true }, skip);
  const folder = await mkdtemp(join(tmpdir(), "trellis-pdf-"));
  try {
    const file = join(folder, "receipt.pdf");
    await writeFile(file, pdf);
    return await Promise.all(
      readers.map(async ({ what, parameters }) => {
        const { said } = await run(what, parameters(file));
        return { reader: what, text: withoutMarks(said) };
      }),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The marks of direction that poppler puts round what runs from right to left are its own. */
function withoutMarks(text: string): string {
  return text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
}

/** A text without its blanks and line breaks, which depend on the layout. */
export function squeezed(text: string): string {
  return text.replace(/\s+/g, "");
}
