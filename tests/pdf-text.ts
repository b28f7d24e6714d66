/**
 * The text of a PDF as pdfkit writes it uncompressed: what stands in its text operators, by each font's own map back
 * to Unicode. One line for each piece of text.
 */
export function textOfPdf(pdf: Buffer): string[] {
  const source = pdf.toString("latin1");
  const objects = new Map(
    [...source.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj/gm)].map(([, id, body]) => [id ?? "", body ?? ""]),
  );
  const fonts = new Map<string, readonly string[]>();
  for (const body of objects.values()) {
    for (const [, name = "", id = ""] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? "")?.[1] ?? "";
      fonts.set(name, charactersOf(objects.get(map) ?? ""));
    }
  }
  const said: string[] = [];
  for (const body of objects.values()) {
    for (const [, name = "", shown = ""] of body.matchAll(/\/(F\d+) [\d.]+ Tf\n[\s\S]*?\[(.*?)\] TJ/g)) {
      const glyphs = [...shown.matchAll(/<([0-9a-f]*)>/g)].flatMap(
        ([, hex = ""]) => hex.match(/.{4}/g) ?? [],
      );
      said.push(glyphs.map((glyph) => fonts.get(name)?.[Number.parseInt(glyph, 16)] ?? "\ufffd").join(""));
    }
  }
  return said;
}

/** By a glyph's number in the font: the characters that it stands for. */
function charactersOf(map: string): string[] {
  const characters: string[] = [];
  for (const [, first = "", , inside = ""] of map.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[(.*?)\]/g)) {
    const start = Number.parseInt(first, 16);
    for (const [index, [, units = ""]] of [...inside.matchAll(/<([0-9a-f ]+)>/g)].entries()) {
      const codes = units.match(/[0-9a-f]{4}/g) ?? [];
      characters[start + index] = String.fromCharCode(...codes.map((unit) => Number.parseInt(unit, 16)));
    }
  }
  return characters;
}
