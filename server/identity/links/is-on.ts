/** Whether a switch of a form is on, however the form sent it. */
export function isOn(raw: unknown): boolean {
  return raw === true || raw === 1 || raw === "1" || raw === "on";
}
