/** The header in which rows say whose frame their page would have; see `FrameIsOf`. */
export const whoseHeader = "frame-is-of";
