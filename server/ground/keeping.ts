/** Keeps what was made by a key that says all it depends on; of more than `most` what was made first goes. */
export function keeping<Made>(most: number): (key: string, make: () => Made) => Made {
  const kept = new Map<string, Made>();
  return (key, make) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make();
    kept.set(key, made);
    for (const first of kept.size > most ? kept.keys() : []) {
      kept.delete(first);
      break;
    }
    return made;
  };
}
