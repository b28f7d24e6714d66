/** The languages of the programs that we show, with their names. */
export const exampleLanguages = {
  curl: "curl",
  python: "Python",
  php: "PHP",
  typescript: "TypeScript",
} as const;

export type ExampleLanguage = keyof typeof exampleLanguages;

/** A word of a POSIX shell, in single quotes. */
export function inShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A string of PHP, in single quotes. */
export function inPhp(text: string): string {
  return `'${text.replace(/['\\]/g, "\\$&")}'`;
}
