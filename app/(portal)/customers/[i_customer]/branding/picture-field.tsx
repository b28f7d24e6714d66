"use client";

import { useEffect, useRef, useState } from "react";
import { mostFileKiB } from "@/attributes/reading/form-bounds";
import type { Look } from "@/attributes/seen-share";
import { useAnswer, useFieldId } from "@/components/form/answer-context";
import { CheckField } from "@/components/form/fields";
import { PictureOnGrounds } from "./picture-on-grounds";

/** A picture: the stored one, another in its place, or none; shows how it will look on light and dark pages. */
export function PictureField(props: {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly hash: string | null;
  readonly src: string | null;
  /** the pages that it is for; `other` is the picture for the rest */
  readonly look: Look | null;
  readonly other: string | null;
  readonly words: Readonly<Record<Look | `hardly_seen_${Look}` | "remove", string>>;
}) {
  const { name, label, help, hash, src, look, other, words } = props;
  const { fieldErrors } = useAnswer();
  const id = useFieldId(name);
  const error = fieldErrors[name];
  const input = useRef<HTMLInputElement>(null);
  const { chosen, isAlone } = useChosen(input, other);
  const shown = chosen ?? src;
  const warns = look === null ? [] : isAlone ? (["light", "dark"] as const) : [look];
  return (
    <div className="field">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input type="hidden" name={name} value={hash ?? ""} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {shown ? <PictureOnGrounds key={shown} src={shown} warns={warns} words={words} /> : null}
        <input
          ref={input}
          id={id}
          type="file"
          name={name}
          accept="image/png,image/jpeg,image/webp,image/svg+xml"
          aria-invalid={error ? "true" : undefined}
          aria-describedby={`${id}-help`}
          className="min-w-0 flex-1 basis-40 text-muted file:mr-3 file:h-9 file:rounded-control file:border file:border-line-button file:bg-raised file:px-3 file:font-medium file:text-text"
        />
      </div>
      {error ? <p className="field-problem">{error}</p> : null}
      <div id={`${id}-help`} className="field-help">
        {help}
      </div>
      {src ? <CheckField name={`remove_${name}`} label={words.remove} value="0" /> : null}
    </div>
  );
}

/** Follows the choices in a form: this field's picture, and whether it is the only logo. */
function useChosen(
  input: { readonly current: HTMLInputElement | null },
  other: string | null,
): { readonly chosen: string | null; readonly isAlone: boolean } {
  const [chosen, setChosen] = useState<string | null>(null);
  const [isAlone, setAlone] = useState(false);
  const kept = useRef<File | undefined>(undefined);
  useEffect(() => {
    const form = input.current?.form;
    if (!form) return;
    const look = () => {
      setAlone(other !== null && !stands(form, other));
      const file = input.current?.files?.[0];
      if (file === kept.current) return;
      kept.current = file;
      void readPicture(file).then(setChosen);
    };
    // React clears the form after a refusal; keep the file chosen
    const restore = () =>
      queueMicrotask(() => {
        if (!input.current || !kept.current) return;
        const files = new DataTransfer();
        files.items.add(kept.current);
        input.current.files = files.files;
        kept.current = input.current.files[0];
      });
    look();
    form.addEventListener("change", look);
    form.addEventListener("reset", restore);
    return () => {
      form.removeEventListener("change", look);
      form.removeEventListener("reset", restore);
    };
  }, [input, other]);
  return { chosen, isAlone };
}

/** Whether a form has a picture of this name: a chosen one, or a stored one that people do not remove. */
function stands(form: HTMLFormElement, name: string): boolean {
  const data = new FormData(form);
  const given = data.getAll(name);
  const isChosen = given.some((one) => one instanceof File && one.size > 0);
  return (
    isChosen ||
    (data.getAll(`remove_${name}`).at(-1) !== "1" &&
      given.some((one) => typeof one === "string" && one !== ""))
  );
}

/** A chosen file as the address of a picture; null if there is none that the form could send. */
async function readPicture(file: File | undefined): Promise<string | null> {
  if (!file?.type.startsWith("image/") || file.size > mostFileKiB * 1024) return null;
  return await new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => done(null);
    reader.readAsDataURL(file);
  });
}
