/** Whether a logo has the name in it, so that none stands beside it: it is much wider than high. */
export function isWordmark({ width, height }: { readonly width: number; readonly height: number }): boolean {
  return width > height * 1.8;
}
