import { writeFileSync } from "node:fs";
import { draw, prepareDrawing } from "./draw";
import { Undrawable } from "./problems";
import { type Answer, type Limits, readOrder, readyLine } from "./protocol";

// This is what runs in the process of its own that draws one picture. It has no settings, no database, and ends with
// its picture, or as soon as its parent is gone.

// where memory runs out it is this process that ends
try {
  writeFileSync("/proc/self/oom_score_adj", "1000");
} catch {
  // not on this system
}
prepareDrawing();

const chunks: Buffer[] = [];
let begun = false;
process.stdin.on("data", (chunk: Buffer) => {
  chunks.push(chunk);
  const order = begun ? null : readOrder(Buffer.concat(chunks));
  if (order === null) return;
  begun = true;
  guard(order.limits);
  void draw(order.use, order.format, order.file).then(
    ({ bytes, ...drawn }) => answer({ ...drawn, length: bytes.byteLength }, bytes),
    (error: unknown) => {
      answer({ problem: error instanceof Undrawable ? error.problem : "picture_complex" });
    },
  );
});
// the parent keeps it open as long as it lives
process.stdin.on("end", () => process.exit(1));
process.stdout.write(readyLine);

function answer(head: Answer, bytes: Uint8Array = new Uint8Array()): void {
  process.stdout.write(Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), bytes]), () =>
    process.exit(0),
  );
}

/** Ends the process by itself, should its parent be too busy to: libvips draws in another thread than this one. */
function guard({ ms, residentBytes }: Limits): void {
  const end = () => process.kill(process.pid, "SIGKILL");
  setTimeout(end, ms);
  setInterval(() => process.memoryUsage.rss() > residentBytes && end(), 10);
}
