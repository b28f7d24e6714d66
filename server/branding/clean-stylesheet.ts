// a place holder until the cleaner is merged
export type Removed = {
  readonly line: number;
  readonly column: number;
  readonly what: string;
  readonly why: string;
};
export function cleanStylesheet(
  _css: string,
  _options: { readonly files: ReadonlySet<string>; readonly region: string },
): { css: string; removed: readonly Removed[] } {
  return { css: "", removed: [] };
}
