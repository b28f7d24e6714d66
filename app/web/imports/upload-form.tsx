"use client";

import { type FormEvent, useContext, useRef, useState } from "react";
import { ActingAs } from "@/components/form/acting-as";
import { buttonClass, noticeClass } from "@/components/ui/looks";

export type UploadWords = Readonly<
  Record<"label" | "help" | "send" | "sending" | "reading" | "lost" | "choose", string>
>;

/**
 * Sends a file to a route of ours. With JavaScript it shows how much has gone; before, the browser sends a plain form. What is
 * refused stands above the field.
 */
export function UploadForm({
  action,
  fields = {},
  words,
  look = "primary",
}: {
  readonly action: string;
  /** what else the form says */
  readonly fields?: Readonly<Record<string, string>>;
  readonly words: UploadWords;
  readonly look?: "primary" | "plain";
}) {
  const actingAs = useContext(ActingAs);
  const input = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const refuse = (text: string) => {
    setShare(null);
    setProblem(text);
    input.current?.focus();
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (share !== null) return;
    if (!input.current?.files?.length) return refuse(words.choose);
    setProblem(null);
    setShare(0);
    const request = new XMLHttpRequest();
    request.open("POST", action);
    request.setRequestHeader("accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => setShare(total > 0 ? loaded / total : 0);
    request.onerror = () => refuse(words.lost);
    request.onload = () => {
      // our own route answers with one of these
      const answer = request.response as { readonly href?: string; readonly problem?: string } | null;
      if (answer?.href) window.location.assign(answer.href);
      else refuse(answer?.problem ?? words.lost);
    };
    request.send(new FormData(event.currentTarget));
  };
  const sent =
    share === null ? "" : share < 1 ? `${words.sending} ${Math.floor(share * 100)} %` : words.reading;
  return (
    <form action={action} method="post" encType="multipart/form-data" onSubmit={send} data-part="upload">
      {problem ? (
        <div role="alert" className={noticeClass("danger")} id="upload-problem">
          {problem}
        </div>
      ) : null}
      {actingAs === "" ? null : <input type="hidden" name="acting_as" value={actingAs} />}
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="field">
        <label htmlFor="upload-file">{words.label}</label>
        <input
          ref={input}
          id="upload-file"
          type="file"
          name="file"
          className="w-full min-w-0 text-muted file:mr-3 file:h-9 file:rounded-control file:border file:border-line-button file:bg-raised file:px-3 file:font-medium file:text-text"
          accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          aria-describedby={problem ? "upload-problem upload-help" : "upload-help"}
          aria-invalid={problem ? true : undefined}
        />
        <div id="upload-help" className="field-help">
          {words.help}
        </div>
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <button type="submit" className={buttonClass(look, "")} aria-disabled={share !== null || undefined}>
          {words.send}
        </button>
        <span role="status" className="text-muted">
          {sent}
        </span>
      </div>
      {share === null ? null : (
        <progress
          max={1}
          value={share < 1 ? share : undefined}
          aria-label={sent}
          className="preview-share mt-3"
        />
      )}
    </form>
  );
}
