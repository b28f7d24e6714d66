import { mostFileKiB, mostTextKiB } from "@/attributes/reading/form-bounds";

/** Finds the fields of a form that are too large to send: by name, with the KiB that each may hold. */
export function tooLargeIn(form: HTMLFormElement): Map<string, number> {
  const found = new Map<string, number>();
  for (const field of form.elements) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue;
    const most = field.type === "file" ? mostFileKiB : mostTextKiB;
    if (bytesOf(field) > most * 1024) found.set(field.name, most);
  }
  return found;
}

function bytesOf(field: HTMLInputElement | HTMLTextAreaElement): number {
  const files = field instanceof HTMLInputElement ? field.files : null;
  return files ? Math.max(0, ...[...files].map(({ size }) => size)) : new Blob([field.value]).size;
}
