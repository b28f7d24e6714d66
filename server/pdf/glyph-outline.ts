/** The commands of a TrueType glyph's outline, in the font's units; composed glyphs are one outline. */
export type Outline = readonly {
  readonly command: string;
  readonly args: readonly number[];
}[];

type Point = { readonly x: number; readonly y: number; readonly on: boolean };

/**
 * Writes an outline as a simple glyph of a TrueType font (OpenType 1.9, 'glyf'), without instructions: one byte of
 * flags a point, and its distance from the one before in 16 bits.
 * @returns its bytes, a multiple of four; none for a glyph without an outline
 */
export function encodeGlyph(outline: Outline): Uint8Array {
  const contours = contoursOf(outline);
  const points = contours.flat();
  if (points.length === 0) return new Uint8Array(0);
  const size = 10 + 2 * contours.length + 2 + 5 * points.length;
  const bytes = new Uint8Array(Math.ceil(size / 4) * 4);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const write = (value: number) => {
    view.setInt16(at, value);
    at += 2;
  };
  write(contours.length);
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  for (const bound of [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]) write(bound);
  let last = -1;
  for (const contour of contours) {
    last += contour.length;
    write(last);
  }
  // the length of the instructions
  write(0);
  for (const { on } of points) {
    bytes[at] = on ? 1 : 0;
    at += 1;
  }
  for (const line of [xs, ys])
    for (const [index, value] of line.entries()) write(value - (line[index - 1] ?? 0));
  return bytes;
}

function contoursOf(outline: Outline): Point[][] {
  const contours: Point[][] = [];
  for (const { command, args } of outline) {
    const numbers = args.map(Math.round);
    const point = (index: number, on: boolean): Point => ({
      x: numbers[index] ?? 0,
      y: numbers[index + 1] ?? 0,
      on,
    });
    const current = contours.at(-1);
    if (command === "moveTo") contours.push([point(0, true)]);
    else if (command === "lineTo") current?.push(point(0, true));
    else if (command === "quadraticCurveTo") current?.push(point(0, false), point(2, true));
    else if (command !== "closePath") throw new Error(`a TrueType outline has no ${command}`);
  }
  for (const contour of contours) {
    // a contour closes by itself: its first point is not said again at its end
    const [first, last] = [contour[0], contour.at(-1)];
    if (contour.length > 1 && first && last?.on && first.x === last.x && first.y === last.y) contour.pop();
  }
  return contours;
}
