"use client";

/** How a value looks: '' as text. */
export type Look = "" | "muted" | "code" | "pre" | "num" | "bad";

export type ShownRow = readonly [label: string, text: string, look: Look, warning?: string];

export type ShownSection = {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly ShownRow[];
  /** how many and which have no value */
  readonly unset?: string;
  /** leads to its fields, if the reader may change them */
  readonly edit?: { readonly href: string; readonly label: string };
};

/** Names and values in sections, beside one another where there is room. What is not set is one line that opens. */
export function AttributeSections({ sections }: { readonly sections: readonly ShownSection[] }) {
  return (
    <div className="attributes">
      {sections.map(({ id, title, rows, unset, edit }) => (
        <section key={id}>
          <header>
            <h2>{title}</h2>
            {edit ? (
              <a href={edit.href} aria-label={`${edit.label}: ${title}`}>
                {edit.label}
              </a>
            ) : null}
          </header>
          {rows.length > 0 ? (
            <dl>
              {rows.map(([label, text, look, warning]) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>
                    <Value text={text} look={look} />
                    {warning ? <small>{warning}</small> : null}
                  </dd>
                </div>
              ))}
            </dl>
          ) : null}
          {unset ? (
            <details>
              <summary>{unset}</summary>
            </details>
          ) : null}
        </section>
      ))}
    </div>
  );
}

function Value({ text, look }: { readonly text: string; readonly look: Look }) {
  if (look === "") return text;
  if (look === "code") return <code>{text}</code>;
  if (look === "pre") return <pre>{text}</pre>;
  return <span className={look}>{text}</span>;
}
