/** Why somebody is blocked. Source: semantics, 'Delete, block'. */
export const blockReasons = ["non-payment", "fraud", "own-wish", "other"] as const;
export type BlockReason = (typeof blockReasons)[number];
