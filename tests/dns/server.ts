import { createSocket } from "node:dgram";
import { once } from "node:events";
import { isIPv6 } from "node:net";
import { parse } from "ipaddr.js";

/** What the server says about a name; a missing name does not exist. */
export type Said = readonly string[] | "silence" | "SERVFAIL" | "NODATA";

/** A DNS server of a test's own. */
export type DnsServer = {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  /** by name in lower case: the texts of its TXT records */
  readonly names: Map<string, Said>;
  /** by name in lower case: its addresses, asked anew for each question */
  readonly addresses: Map<string, () => readonly string[]>;
  /** the names that it was asked for, as they were spelled */
  readonly asked: string[];
  /** spells names in its answers in capitals, as it may */
  shout: boolean;
  readonly close: () => void;
};

const codes = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3 };
const [a, txt, aaaa] = [1, 16, 28];

/** Starts one that answers questions for TXT records and addresses, over UDP. Source: RFC 1035, §4; RFC 3596. */
export async function startDnsServer(): Promise<DnsServer> {
  const socket = createSocket("udp4");
  const names: DnsServer["names"] = new Map();
  const addresses: DnsServer["addresses"] = new Map();
  const asked: string[] = [];
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const server: DnsServer = {
    address: `127.0.0.1:${socket.address().port}`,
    names,
    addresses,
    asked,
    shout: false,
    close: () => socket.close(),
  };
  socket.on("message", (query, from) => {
    const { name, end } = nameIn(query);
    asked.push(name);
    const [question, type] = [query.subarray(0, end + 4), query.readUInt16BE(end)];
    const found = addresses.get(name.toLowerCase());
    if (found) {
      const all =
        type === a || type === aaaa ? found().filter((each) => isIPv6(each) === (type === aaaa)) : [];
      const records = all.map((each) => record(spelled(name), type, Buffer.from(parse(each).toByteArray())));
      socket.send(answerOf(question, codes.NOERROR, records), from.port, from.address);
      return;
    }
    const said = names.get(name.toLowerCase());
    if (said === "silence") return;
    socket.send(answerTo(question, name, said, server.shout), from.port, from.address);
  });
  return server;
}

/** The name of the one question, and where it ends. */
function nameIn(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join("."), end: at + 1 };
}

/** @param question the header and the question, as they came */
function answerTo(question: Buffer, name: string, said: Said | undefined, shout: boolean): Buffer {
  const texts = typeof said === "object" ? said : [];
  const code = said === undefined ? codes.NXDOMAIN : said === "SERVFAIL" ? codes.SERVFAIL : codes.NOERROR;
  const owner = spelled(shout ? name.toUpperCase() : name);
  return answerOf(
    question,
    code,
    texts.map((text) =>
      record(
        owner,
        txt,
        Buffer.concat(inParts(text).map((part) => Buffer.concat([Buffer.of(part.length), part]))),
      ),
    ),
  );
}

function answerOf(question: Buffer, code: number, records: readonly Buffer[]): Buffer {
  const header = Buffer.from(question);
  header.writeUInt16BE(0x8180 | code, 2);
  header.writeUInt16BE(records.length, 6);
  header.writeUInt32BE(0, 8);
  return Buffer.concat([header, ...records]);
}

function record(owner: Buffer, type: number, data: Buffer): Buffer {
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(type, 0);
  fixed.writeUInt16BE(1, 2);
  fixed.writeUInt32BE(60, 4);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([owner, fixed, data]);
}

/** A record's texts are 255 bytes each at most; `|` parts one earlier. */
function inParts(text: string): Buffer[] {
  return text.split("|").flatMap((part) => {
    const bytes = Buffer.from(part);
    return Array.from({ length: Math.max(1, Math.ceil(bytes.length / 255)) }, (_, index) =>
      bytes.subarray(index * 255, (index + 1) * 255),
    );
  });
}

function spelled(name: string): Buffer {
  const labels = name
    .split(".")
    .map((label) => Buffer.concat([Buffer.of(label.length), Buffer.from(label, "latin1")]));
  return Buffer.concat([...labels, Buffer.of(0)]);
}
