"use client";

import { useState } from "react";

/**
 * The nonce that the component library puts on the style that it adds; no stylesheet can read a nonce. The document's policy
 * knows the first one alone, whatever later answers bring.
 */
export function StyleNonce({ nonce }: { readonly nonce: string | undefined }) {
  const [first] = useState(nonce);
  return <meta property="csp-nonce" nonce={first} />;
}
