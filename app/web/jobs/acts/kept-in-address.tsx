import type { Query } from "@/components/list/list-query";

/** What an address says besides, in a form by GET, which would drop it. */
export function KeptInAddress({
  query,
  without,
}: {
  readonly query: Query;
  readonly without: readonly string[];
}) {
  return Object.entries(query).map(([name, value]) =>
    without.includes(name)
      ? null
      : [value ?? []]
          .flat()
          .map((one) => <input key={`${name} ${one}`} type="hidden" name={name} value={one} />),
  );
}
