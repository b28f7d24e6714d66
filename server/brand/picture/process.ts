import { writeFileSync } from "node:fs";
import { draw, prepareDrawing } from "./draw";
import { Undrawable } from "./problems";
import { type Answer, type Limits, readOrder, readyLine } from "./protocol";

// Runs in a process of its own, which draws one picture. It has no settings and no database, and ends with its
// picture, or as soon as its parent is gone.

// if memory runs out, the system should end this process
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
// the parent keeps this open as long as it lives
process.stdin.on("end", () => process.exit(1));
process.stdout.write(readyLine);

function answer(head: Answer, bytes: Uint8Array = new Uint8Array()): void {
  process.stdout.write(Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), bytes]), () =>
    process.exit(0),
  );
}

/** Ends the process if its parent is too busy to do so: libvips draws in another thread than this one. */
function guard({ ms, residentBytes }: Limits): void {
  const end = () => process.kill(process.pid, "SIGKILL");
  setTimeout(end, ms);
  setInterval(() => process.memoryUsage.rss() > residentBytes && end(), 10);
}
