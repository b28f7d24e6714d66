/** An empty page, with which the test of first-load JavaScript compares the others. */
export default function EmptyPage() {
  return null;
}
