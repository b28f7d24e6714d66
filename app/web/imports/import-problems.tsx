import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SecretField, TextField } from "@/components/form/fields";
import { addressOf, type Query } from "@/components/list/list-query";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/page";
import { Pages } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { isSecret } from "@/server/jobs/import/read-row";
import { listImportProblems, type ToldImport, type ToldImportRow } from "@/server/jobs/read-import";
import { pagesOf } from "../lists/pages-of";
import { firstOf } from "../lists/rows-route";
import { mendImportAction } from "./draft-import-action";
import { type MendInColumns, mendInColumns, problemText, sentenceOf } from "./shown-import";
import { UploadForm } from "./upload-form";
import { uploadWords } from "./upload-words";

/** The rows of a file that have a problem, each with a form to mend it; or all of them in a file. */
export async function ImportProblems({
  session,
  told,
  query,
}: {
  readonly session: LiveSession;
  readonly told: ToldImport;
  readonly query: Query;
}) {
  const { i_job } = told;
  const [t, c, customers] = [
    await getTranslations("imports"),
    await getTranslations("common"),
    await getTranslations("customers"),
  ];
  const page = `/jobs/${i_job}`;
  const { refused = 0, later = 0 } = told.figures ?? {};
  const key = firstOf(query.key);
  const after = firstOf(query.after);
  const { rows, next, previous } = await listImportProblems(session.actor, { i_job, key, after });
  const here = addressOf(page, query, {});
  const total = key === undefined ? refused + later : undefined;
  return (
    <>
      <Section
        id="problems"
        title={t("problems")}
        note={t("problems_text")}
        className="mt-10"
        actions={
          key === undefined ? null : (
            <ButtonLink look="quiet" href={`${page}#problems`}>
              {c("clear")}
            </ButtonLink>
          )
        }
      >
        <ul className="import-rows">
          {rows.map((row) => (
            <li key={row.row} id={`row-${row.row}`}>
              <Row told={told} row={row} back={here} />
            </li>
          ))}
        </ul>
        {rows.length === 0 ? <p className="no-hits">{t("no_problems_here")}</p> : null}
        <Pages
          label={customers("pages")}
          {...(await pagesOf({ path: page, query, next, previous, shown: rows.length, total }))}
        />
      </Section>
      <Section title={t("in_file")} note={t("in_file_text")} className="mt-10">
        <div className="max-w-[560px]">
          <p className="mb-4">
            <a href={`/jobs/import/${i_job}/problems`} download className="underline underline-offset-2">
              {t("download_problems")}
            </a>
          </p>
          <UploadForm
            action={`/jobs/import/${i_job}/mended`}
            look="plain"
            words={await uploadWords("send_mended")}
          />
        </div>
      </Section>
    </>
  );
}

/** A row with what is wrong in it, cell by cell; the other cells are folded away. */
async function Row({
  told,
  row,
  back,
}: {
  readonly told: ToldImport;
  readonly row: ToldImportRow;
  readonly back: string;
}) {
  const t = await getTranslations("imports");
  const { headers, act } = told;
  const columns = act?.columns ?? [];
  const wanted = headers.map((_, column) => column).filter((column) => columns[column] !== "ignore");
  const sentences = new Map<number | null, string[]>();
  for (const problem of row.problems) {
    const { column } = problem;
    // beside its cell a sentence needs no name
    const said = await (column === null ? problemText(problem, headers) : sentenceOf(problem));
    sentences.set(column, [...(sentences.get(column) ?? []), said]);
  }
  const mends = new Map<string, MendInColumns>();
  for (const problem of row.problems) {
    const mend = await mendInColumns(problem, told.i_job);
    if (mend) mends.set(mend.href, mend);
  }
  const whole = sentences.get(null) ?? [];
  const beyond = row.cells.map((_, column) => column).slice(headers.length);
  const field = (column: number) => {
    const [label, help] = [
      column >= headers.length
        ? t("cell_beyond", { number: column - headers.length + 1 })
        : headers[column] || t("column_without", { number: column + 1 }),
      sentences.get(column)?.join(" "),
    ];
    const name = `cell.${row.row}.${column}`;
    const said = help === undefined ? undefined : <span className="text-danger">{help}</span>;
    return isSecret(columns[column]) ? (
      <SecretField key={column} name={name} label={label} help={said} autoComplete="new-password" />
    ) : (
      <TextField key={column} name={name} label={label} help={said} value={row.cells[column] ?? ""} track />
    );
  };
  return (
    <ActionForm action={mendImportAction} prefix={`row-${row.row}`}>
      <input type="hidden" name="i_job" value={told.i_job} />
      <input type="hidden" name="row" value={row.row} />
      <input type="hidden" name="back" value={back} />
      <h3>
        {t("row", { row: row.row })}
        {row.name === "" ? null : <span className="text-muted"> · {row.name}</span>}
      </h3>
      {row.verdict === "later" ? <p className="text-muted">{t("not_checked")}</p> : null}
      {whole.map((text) => (
        <p key={text} className="text-danger">
          {text}
        </p>
      ))}
      {[...mends.values()].map(({ href, label }) => (
        <p key={href}>
          <a href={href} className="underline underline-offset-2">
            {label}
          </a>
        </p>
      ))}
      <div className="fields mt-2">
        {[...wanted.filter((column) => sentences.has(column)), ...beyond].map(field)}
      </div>
      <details className="mt-2">
        <summary>{t("other_cells")}</summary>
        <div className="fields mt-2">{wanted.filter((column) => !sentences.has(column)).map(field)}</div>
      </details>
      <div className="mt-3">
        <SubmitButton look="plain">{t("mend")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
