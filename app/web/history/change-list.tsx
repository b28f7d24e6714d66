import type { AttributeName } from "@/attributes/customer";
import { useTranslations } from "@/i18n/texts";
import type { HistoryEntry } from "@/server/history/entry";
import { type ChangeWords, changeText, readableChanges } from "./change-words";
import { isLong, linesOf, textDifference } from "./text-difference";

type Props = { readonly entry: HistoryEntry; readonly words: ChangeWords };

/** The changes of an entry: before → after; of a new customer its first values. Folds away a long list. */
export function ChangeList({ entry, words }: Props) {
  const t = useTranslations();
  const isNew = entry.operation === "createCustomer";
  const shown = readableChanges(entry.changes);
  if (shown.length === 0) return null;
  const list = (
    <ul>
      {shown.map(([name, change]) => (
        <li key={name} className="wrap-anywhere">
          <span className="text-muted">{t(`attributes.${name}`)}: </span>
          {change === "secret" ? (
            words.secret
          ) : isNew ? (
            <Value name={name} value={change[1]} words={words} />
          ) : (
            <Change name={name} change={change} words={words} />
          )}
        </li>
      ))}
    </ul>
  );
  if (shown.length <= 4) return list;
  return (
    <details>
      <summary className="w-fit text-accent-text max-sm:py-0.5 hover:underline">
        {t("history.count", { count: shown.length })}
      </summary>
      {list}
    </details>
  );
}

type ValueProps = {
  readonly name: AttributeName;
  readonly value: unknown;
  readonly words: ChangeWords;
};

/** A value by itself; for a long text its length. */
function Value({ name, value, words }: ValueProps) {
  const t = useTranslations("history");
  const text = changeText(name, value, words);
  return isLong(text) ? t("set_lines", { count: linesOf(text).length }) : text;
}

type ChangeProps = Omit<ValueProps, "value"> & { readonly change: readonly [unknown, unknown] };

function Change({ name, change: [before, after], words }: ChangeProps) {
  const t = useTranslations("history");
  const [was, is] = [changeText(name, before, words), changeText(name, after, words)];
  if (!isLong(was) && !isLong(is)) return <Arrow was={was} is={is} />;
  if (after === "" || after === null) return t("cleared");
  if (before === "" || before === null) return <Value name={name} value={after} words={words} />;
  const difference = textDifference(was, is);
  const { line, added, removed } = difference;
  const nothing = (part: string) => part || words.nothing;
  return (
    <>
      {was.includes("\n") || is.includes("\n") ? (
        <span className="text-muted">{t("line", { line })} </span>
      ) : null}
      <Arrow was={nothing(difference.before)} is={nothing(difference.after)} />
      {added + removed > 2 ? (
        <span className="text-muted tabular-nums"> · {t("lines_changed", { added, removed })}</span>
      ) : null}
    </>
  );
}

function Arrow({ was, is }: { readonly was: string; readonly is: string }) {
  return (
    <>
      <span className="text-muted">{was} → </span>
      {is}
    </>
  );
}
