/** A message of a webhook, to try the check of its signature with. */
export const signedExample = {
  secret: "whsec_dHJlbGxpcyBkb2N1bWVudGF0aW9uIGV4YW1wbGUga2V5",
  id: "msg_0199e4a2",
  timestamp: 1795000000,
  body: '{"type":"webhook.example","timestamp":"2026-11-18T06:13:20.000Z","data":{}}',
  signature: "v1,CxYgsyEx5EKu/w6m4Lgc8TCpUdKkthOJbfDIuNbbGtM=",
} as const;

/** What a program's writer puts in. */
export type Given = {
  /** the address of REST, `https://portal.example.com/api/v1` */
  readonly root: string;
  /** or its placeholder */
  readonly key: string;
  readonly signed: typeof signedExample;
};
