/** A page with nothing on it: what the test of first-load JavaScript compares others with. */
export default function EmptyPage() {
  return null;
}
