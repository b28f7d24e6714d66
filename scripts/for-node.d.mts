export declare const forNode: {
  readonly bundle: true;
  readonly platform: "node";
  readonly target: string;
  readonly format: "esm";
  readonly packages: "external";
  readonly logLevel: "error";
};
