/** Today in a time zone, as `YYYY-MM-DD`. @param timeZone an IANA name */
export function todayIn(timeZone: string): string {
  // Sweden writes days so
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(new Date());
}
