/** How esbuild bundles a program for Node 20, which runs no TypeScript; packages stay where Node finds them. */
export const forNode = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
  logLevel: "error",
};
