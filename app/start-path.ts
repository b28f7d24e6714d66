const paths: Readonly<Record<number, string>> = {
  1: "/overview",
  2: "/customers",
  3: "/tree",
  4: "/preferences",
};

/** The page shown after log-in. @param start_page an id of the dictionary `start_pages` */
export function startPath(start_page: number): string {
  return paths[start_page] ?? "/overview";
}
