"use client";

import { CopyButton } from "../ui/copy-button";
import { buttonClass } from "../ui/looks";
import { PrintButton } from "../ui/print-button";

export type CodesWords = {
  /** says whose codes they are, for a sheet of paper that lies about */
  readonly title: string;
  readonly text: string;
  /** with the first factor: says that log-ins ask for it from now on */
  readonly isOn?: string;
  readonly download: string;
  readonly print: string;
};

/** Recovery codes, shown once, to copy, to keep as a file or to print. Without JavaScript people can keep the file. */
export function RecoveryCodes({
  codes,
  words,
}: {
  readonly codes: readonly string[];
  readonly words: CodesWords;
}) {
  const file = `${words.title}\n\n${codes.join("\n")}\n`;
  return (
    <div role="status" className="rounded-control border border-line bg-sunken p-4" data-part="shown-once">
      {words.isOn ? <p className="mb-2 font-medium">{words.isOn}</p> : null}
      <p className="mb-3">{words.text}</p>
      <div data-print="alone">
        <p className="mb-2 hidden font-semibold print:block">{words.title}</p>
        <ul className="grid grid-cols-2 gap-x-6 font-mono">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        <CopyButton large text={codes.join("\n")} />
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`}
          download="recovery-codes.txt"
          className={buttonClass("plain")}
        >
          {words.download}
        </a>
        <PrintButton>{words.print}</PrintButton>
      </div>
    </div>
  );
}
