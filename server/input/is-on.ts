/** Whether a checkbox is on, in any form in which clients send it. */
export function isOn(raw: unknown): boolean {
  return raw === true || raw === 1 || raw === "1" || raw === "on";
}
