import type { LongList } from "../choices/long-list";
import type { Option, OptionLines } from "../choices/option-lines";

/** What a filter is set to, in words: the label of its choice, or what was typed if that is none; undefined for ''. */
export function chosen(
  value: string,
  options: readonly Option[] | OptionLines | LongList,
): string | undefined {
  if (value === "") return undefined;
  const found = Array.isArray(options) ? options.find(({ id }: Option) => id === value) : undefined;
  return found?.label ?? value;
}
