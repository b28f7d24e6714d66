"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "../../code-block";
import { TrialKey, type TrialWords } from "./trial-key";

type Words = TrialWords &
  Readonly<Record<"customer" | "query" | "body" | "send" | "sending" | "answer" | "failed", string>>;

type Shown = { readonly status: string; readonly headers: string; readonly text: string };

const shownHeaders = ["etag", "location", "link", "ratelimit", "retry-after", "x-reference"];

/** Sends a request with a key, which stays in the memory of this page. */
export function TryIt(props: {
  readonly method: string;
  readonly root: string;
  readonly path: string;
  readonly names: readonly string[];
  readonly query: readonly string[];
  /** null: it has none */
  readonly body: string | null;
  readonly takesScope: boolean;
  readonly makesKeys: boolean;
  /** the call needs a key that writes */
  readonly writes: boolean;
  readonly words: Words;
}) {
  const { words } = props;
  const [key, setKey] = useState("");
  const [shown, setShown] = useState<Shown | null>(null);
  const [isSending, setSending] = useState(false);

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? "").trim();
    const path = props.names.reduce(
      (text, name) => text.replace(`{${name}}`, encodeURIComponent(said(`path.${name}`) || `{${name}}`)),
      props.path,
    );
    const query = said("query").replace(/^\?/, "");
    setSending(true);
    try {
      const response = await fetch(`${new URL(props.root).pathname}${path}${query ? `?${query}` : ""}`, {
        method: props.method,
        credentials: "omit",
        headers: {
          authorization: `Bearer ${key.trim()}`,
          ...(said("customer") ? { "trellis-customer": said("customer") } : {}),
          ...(props.body === null ? {} : { "content-type": "application/json" }),
        },
        ...(props.body === null ? {} : { body: String(form.get("body") ?? "") }),
      });
      const text = await response.text();
      setShown({
        status: `${response.status} ${response.statusText}`,
        headers: shownHeaders
          .flatMap((name) => (response.headers.has(name) ? [`${name}: ${response.headers.get(name)}`] : []))
          .join("\n"),
        text: pretty(text),
      });
    } catch {
      setShown({ status: words.failed, headers: "", text: "" });
    } finally {
      setSending(false);
    }
  };

  return (
    <form onSubmit={send} className="flex flex-col gap-4" data-part="try">
      <TrialKey words={words} makes={props.makesKeys} writes={props.writes} value={key} onValue={setKey} />
      {props.names.map((name) => (
        <Field key={name} name={`path.${name}`} label={`{${name}}`} required />
      ))}
      {props.takesScope ? <Field name="customer" label={words.customer} /> : null}
      {props.method === "GET" || props.method === "DELETE" ? (
        <Field
          name="query"
          label={words.query}
          placeholder={props.query.map((name) => `${name}=`).join("&")}
        />
      ) : null}
      {props.body === null ? null : (
        <div className="field">
          <label htmlFor="try-body">{words.body}</label>
          <textarea
            id="try-body"
            name="body"
            className="control font-mono text-[0.8125rem]"
            rows={Math.min(16, props.body.split("\n").length + 1)}
            defaultValue={props.body}
            spellCheck={false}
          />
        </div>
      )}
      <div>
        <Button look="primary" disabled={isSending}>
          {isSending ? words.sending : `${words.send} ${props.method}`}
        </Button>
      </div>
      <div aria-live="polite">
        {shown ? (
          <>
            <p className="mb-2 font-medium" data-part="status">
              {shown.status}
            </p>
            <CodeBlock label={words.answer} copies>
              {[shown.headers, shown.text].filter((part) => part !== "").join("\n\n")}
            </CodeBlock>
          </>
        ) : null}
      </div>
    </form>
  );
}

function Field(props: {
  readonly name: string;
  readonly label: string;
  readonly required?: boolean;
  readonly placeholder?: string;
}) {
  const id = `try-${props.name.replace(".", "-")}`;
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        name={props.name}
        className="control"
        autoComplete="off"
        spellCheck={false}
        placeholder={props.placeholder}
        required={props.required}
      />
    </div>
  );
}

/** What is JSON, in lines. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
