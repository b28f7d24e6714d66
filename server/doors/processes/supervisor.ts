import { type ChildProcess, fork } from "node:child_process";
import type { Socket } from "node:net";
import { log } from "../../ground/log";
import { joinSiblings, type Letter, supervisorPlace } from "../../ground/siblings";
import { StartFailure } from "../../ground/start-failure";
import { flagsOfMemory } from "./memory";
import type { Beginning, Order, Report } from "./messages";

/** A process that serves. */
type Worker = {
  readonly place: number;
  readonly child: ChildProcess;
  readonly startedAt: number;
  isReady: boolean;
  /** how many connections it has */
  open: number;
  /** those that it was given and has not taken yet: if it dies, another one gets them */
  readonly given: Map<number, Socket>;
};

/**
 * Starts the processes that serve, shares the connections out, carries letters between them, and replaces one that ends.
 * Why not node:cluster: docs/decisions/processes.md.
 */
export class Supervisor {
  readonly #workers = new Map<number, Worker>();
  /** how often each place's process ended soon after its start, one after the other */
  readonly #soonEnded = new Map<number, number>();
  readonly #allReady: Promise<void>;
  /** how their start goes on; null once all could serve */
  #starting: { readonly done: () => void; readonly failed: (why: string) => void } | null = null;
  #stopping: (() => void) | null = null;
  #beginning: Beginning | null = null;
  #given = 0;
  #receive: (letter: Letter) => void = () => {};

  /**
   * Starts them at once: while they load the program, this process prepares the database.
   * @param count how many serve
   * @param meanwhile answers a connection while no process can
   */
  constructor(
    private readonly count: number,
    private readonly meanwhile: (socket: Socket) => void,
  ) {
    this.#allReady = new Promise((done, failed) => {
      this.#starting = { done, failed: (why) => failed(new StartFailure(why)) };
    });
    // `begin` tells of it
    this.#allReady.catch(() => {});
    for (let place = 0; place < count; place += 1) this.#fork(place);
  }

  /**
   * Lets them prepare the pages, and waits until all can serve.
   * @throws StartFailure if one cannot
   */
  async begin(beginning: Beginning): Promise<void> {
    this.#beginning = beginning;
    const place = { own: supervisorPlace, count: this.count };
    this.#receive = joinSiblings(place, (letter) => this.#carry(letter));
    for (const worker of this.#workers.values()) this.#tellBeginning(worker);
    await this.#allReady;
    this.#starting = null;
  }

  /** Gives a connection, of which nothing was read yet, to the process that has fewest; of several, to each in turn. */
  give(socket: Socket): void {
    const able = [...this.#workers.values()].filter((worker) => worker.isReady && worker.child.connected);
    const fewest = able.filter(({ open }) => open === Math.min(...able.map((one) => one.open)));
    this.#given += 1;
    const worker = fewest[this.#given % fewest.length];
    if (!worker) {
      this.meanwhile(socket);
      return;
    }
    worker.open += 1;
    worker.given.set(this.#given, socket);
    const order: Order = { kind: "connection", id: this.#given };
    // it stays open here until the other has taken it; if that one dies before, we notice by its end
    worker.child.send(order, socket, { keepOpen: true }, () => {});
  }

  /** Lets them finish what is running. Resolves when all have ended. */
  async stop(): Promise<void> {
    await new Promise<void>((done) => {
      this.#stopping = done;
      if (this.#workers.size === 0) done();
      for (const worker of this.#workers.values()) {
        if (worker.isReady) tell(worker, { kind: "stop" });
        else worker.child.kill("SIGKILL");
      }
    });
  }

  /** Lets them drop what is running. */
  hurry(): void {
    for (const worker of this.#workers.values()) tell(worker, { kind: "hurry" });
  }

  #fork(place: number): void {
    const execArgv = [...process.execArgv, ...flagsOfMemory];
    const child = fork("scripts/start.mjs", ["--serve"], { execArgv });
    const worker = { place, child, startedAt: Date.now(), isReady: false, open: 0, given: new Map() };
    this.#workers.set(place, worker);
    // nobody but our own program writes there
    child.on("message", (message) => this.#hear(worker, message as Report));
    child.on("error", (error) => {
      log.error({ err: error, place }, "a process that serves failed");
      if (child.pid === undefined) this.#end(worker, "it could not be started");
    });
    // the last thing of it: by then we have read all that it said
    child.once("close", (code, signal) => this.#end(worker, signal ?? `code ${code}`));
    this.#tellBeginning(worker);
  }

  #tellBeginning(worker: Worker): void {
    const place = { own: worker.place, count: this.count };
    if (this.#beginning) tell(worker, { kind: "begin", place, ...this.#beginning });
  }

  #hear(worker: Worker, report: Report): void {
    switch (report.kind) {
      case "ready":
        worker.isReady = true;
        if ([...this.#workers.values()].every(({ isReady }) => isReady)) this.#starting?.done();
        break;
      case "failed":
        if (this.#starting) this.#starting.failed(report.why);
        else log.error({ place: worker.place, why: report.why }, "a process that serves could not start");
        break;
      case "took":
        worker.given.get(report.id)?.destroy();
        worker.given.delete(report.id);
        break;
      case "closed":
        worker.open -= report.count;
        break;
      case "letter":
        this.#carry(report.letter);
        break;
      default:
        report satisfies never;
    }
  }

  /** Carries a letter from one process to another. Who is not there cannot answer: we do, with nothing. */
  #carry(letter: Letter): void {
    const worker = this.#workers.get(letter.to);
    if (letter.to === supervisorPlace) this.#receive(letter);
    else if (worker?.isReady) tell(worker, { kind: "letter", letter });
    else if (letter.kind === "question")
      this.#carry({ ...letter, kind: "answer", from: letter.to, to: letter.from, value: undefined });
  }

  #end(worker: Worker, how: string): void {
    const { place } = worker;
    if (this.#workers.get(place) !== worker) return;
    this.#workers.delete(place);
    if (this.#stopping) {
      if (this.#workers.size === 0) this.#stopping();
      return;
    }
    if (this.#starting) {
      this.#starting.failed(`A process that serves ended at its start (${how}).`);
      return;
    }
    log.error({ place, how }, "a process that serves ended; another one takes its place");
    for (const socket of worker.given.values()) this.give(socket);
    setTimeout(() => this.#stopping ?? this.#fork(place), this.#waitAfter(worker));
  }

  /** One that served for a while is replaced at once; one that keeps ending, after waits that double. */
  #waitAfter({ place, startedAt }: Worker): number {
    const times = Date.now() - startedAt > steadyMs ? 0 : (this.#soonEnded.get(place) ?? 0) + 1;
    this.#soonEnded.set(place, times);
    return times === 0 ? 0 : Math.min(firstWaitMs * 2 ** (times - 1), mostWaitMs);
  }
}

const steadyMs = 10_000;
const firstWaitMs = 250;
const mostWaitMs = 30_000;

/** One that has just died is noticed by its end. */
function tell(worker: Worker, order: Order): void {
  if (worker.child.connected) worker.child.send(order, () => {});
}
