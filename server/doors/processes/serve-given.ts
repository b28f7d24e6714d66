import type { Server } from "node:http";
import { Socket } from "node:net";
import { joinSiblings, type Letter } from "../../ground/siblings";
import type { Beginning, Order, Report } from "./messages";

/** What a process that serves does at the supervisor's word. */
export type Orders = {
  /** prepares everything; connections come after the report that it is ready */
  readonly begin: (beginning: Beginning) => void;
  readonly stop: () => void;
  readonly hurry: () => void;
};

/**
 * Serves the connections that the supervisor gives to this process, which ends as soon as the supervisor is gone. Ctrl-C
 * and a signal to all reach this process too; only the supervisor's word counts.
 * @param server does not listen itself
 * @returns the connections that are open
 */
export function serveGiven(server: Server, orders: Orders): ReadonlySet<Socket> {
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => {});
  process.once("disconnect", () => process.exit(1));
  // a server that does not listen would not look after slow and idle connections
  server.emit("listening");
  const open = new Set<Socket>();
  let receive: (letter: Letter) => void = () => {};
  process.on("message", (message, socket) => {
    // nobody but our own supervisor writes there
    const order = message as Order;
    switch (order.kind) {
      case "begin":
        receive = joinSiblings(order.place, (letter) => report({ kind: "letter", letter }));
        return orders.begin(order);
      case "connection":
        report({ kind: "took", id: order.id });
        // it may be gone already
        return socket instanceof Socket ? take(server, socket, open) : reportClosed();
      case "letter":
        return receive(order.letter);
      case "stop":
        return orders.stop();
      case "hurry":
        return orders.hurry();
      default:
        return order satisfies never;
    }
  });
  return open;
}

/** Tells the supervisor something. */
export function report(said: Report): void {
  if (process.connected) process.send?.(said);
}

function take(server: Server, socket: Socket, open: Set<Socket>): void {
  open.add(socket);
  socket.once("close", () => {
    open.delete(socket);
    reportClosed();
  });
  // as with the connections that a server accepts itself: who has sent everything still reads the answer
  socket.allowHalfOpen = true;
  server.emit("connection", socket);
}

let closed = 0;

/** One message for all that close at once, for instance where a load ends. */
function reportClosed(): void {
  closed += 1;
  if (closed > 1) return;
  setImmediate(() => {
    report({ kind: "closed", count: closed });
    closed = 0;
  });
}
