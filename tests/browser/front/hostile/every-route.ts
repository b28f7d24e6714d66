import { readdirSync, readFileSync } from "node:fs";

/** Every address of the program, with the names of its open segments: `/customers/[i_customer]/notes`. */
export function everyRoute(): string[] {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" });
  const routes = files
    .filter((file) => /(?:^|\/)(?:page\.tsx|route\.ts)$/.test(file))
    .map((file) =>
      file
        .split("/")
        .slice(0, -1)
        .filter((folder) => !folder.startsWith("(")),
    )
    .map((folders) => `/${folders.join("/")}`);
  // the front answers these itself
  return [
    ...routes,
    "/health",
    "/health/ready",
    "/branding/may-serve",
    "/xmlapi/xmlapi",
    "/_next/image",
  ].toSorted();
}

/** Every name that a page may read from its address: the fields of all forms, and names in the code. */
export function everyName(): string[] {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  const names = files.flatMap((file) =>
    [
      ...readFileSync(`app/${file}`, "utf8").matchAll(
        /\bname="(\w+)"|\bquery\.(\w+)|\.get\("(\w+)"\)|[{,]\s*(\w+): \w+ \} = await searchParams/g,
      ),
    ].map(([, field, asked, got, destructured]) => field ?? asked ?? got ?? destructured ?? ""),
  );
  const others = [
    "after",
    "before",
    "next",
    "who",
    "what",
    "given",
    "parent",
    "copy",
    "profile",
    "direct",
    "columns",
    "sort",
  ];
  return [...new Set([...names, ...others, "_rsc", "__proto__"])].toSorted();
}
