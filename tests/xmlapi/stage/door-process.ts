import { createServer } from "node:http";
import { answer } from "@/server/doors/front/front";

/** Runs the program's own front and door, without the pages, in a process of its own. */
const server = createServer(
  (request, response) => void answer(request, response, async () => response.end()),
);
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
process.on("disconnect", () => process.exit());
