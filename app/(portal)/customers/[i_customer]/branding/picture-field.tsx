"use client";

import { useAnswer, useFieldId } from "@/components/form/answer-context";
import { CheckField } from "@/components/form/fields";

/** A picture: the one that stands there, another one in its place, or none. */
export function PictureField(props: {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly hash: string | null;
  readonly src: string | null;
  readonly remove: string;
}) {
  const { name, label, help, hash, src, remove } = props;
  const { fieldErrors } = useAnswer();
  const id = useFieldId(name);
  const error = fieldErrors[name];
  return (
    <div className="field">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input type="hidden" name={name} value={hash ?? ""} />
      <div className="flex flex-wrap items-center gap-3">
        {src ? (
          // biome-ignore lint/performance/noImgElement: made as small as it is shown, and kept for ever
          <img
            src={src}
            alt=""
            className="h-9 max-w-40 rounded-control border border-line object-contain p-1"
          />
        ) : null}
        <input
          id={id}
          type="file"
          name={name}
          accept="image/png,image/jpeg,image/webp,image/svg+xml"
          aria-invalid={error ? "true" : undefined}
          aria-describedby={`${id}-help`}
          className="min-w-0 flex-1 text-muted file:mr-3 file:h-9 file:rounded-control file:border file:border-line-button file:bg-raised file:px-3 file:font-medium file:text-text"
        />
      </div>
      {error ? <p className="field-problem">{error}</p> : null}
      <div id={`${id}-help`} className="field-help">
        {help}
      </div>
      {src ? <CheckField name={`remove_${name}`} label={remove} value="0" /> : null}
    </div>
  );
}
