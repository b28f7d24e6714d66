import { tokensIn } from "@/server/brand/make-style";
import { findPictureBytes } from "@/server/brand/picture/find-picture";
import { findStyle } from "@/server/brand/restyle";
import { database } from "@/server/database/client";

const forEver = "public, max-age=31536000, immutable";

/** Serves a brand's stylesheet or picture by the hash of its content, which makes it cacheable for ever. */
export async function GET(
  _request: Request,
  { params }: { readonly params: Promise<{ file: string }> },
): Promise<Response> {
  const [, hash, kind] = /^([0-9a-f]{32})\.(css|tokens\.css|img)$/.exec((await params).file) ?? [];
  if (hash === undefined) return gone();
  if (kind !== "img") {
    const css = await findStyle(database(), hash);
    if (css === null) return gone();
    return answer(kind === "css" ? css : tokensIn(css), "text/css; charset=utf-8");
  }
  const picture = await findPictureBytes(database(), hash);
  return picture ? answer(picture.bytes, picture.media_type) : gone();
}

function answer(body: BodyInit, type: string): Response {
  return new Response(body, { headers: { "content-type": type, "cache-control": forEver } });
}

function gone(): Response {
  return new Response("There is nothing here.\n", { status: 404, headers: { "cache-control": "no-store" } });
}
