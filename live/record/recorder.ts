import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { type Exchange, type Step, bodyOf, tellingHeaders } from "./transcript";

/** The addresses of a server by what they are for. */
export interface Origins {
  readonly web: string;
  readonly api: string;
  /** Where files are sent, if elsewhere. */
  readonly uploads?: string;
}

/** Stands between the program and a server, hands everything on, and writes down what was said. */
export interface Recorder {
  /** The same addresses on this machine, for the program. */
  readonly origins: Origins;
  readonly steps: readonly Step[];
  /** Something that happened beside the program. */
  note(step: Step): void;
  close(): Promise<void>;
}

/** Headers of one connection, not of what is said on it. */
const HOP = /^(host|connection|keep-alive|transfer-encoding|content-length|content-encoding|accept-encoding)$/;

const CREDENTIALS = /^(authorization|private-token|job-token)$/;

/** @param secret is replaced wherever it appears */
export async function startRecorder(real: Origins, secret: string): Promise<Recorder> {
  const steps: Step[] = [];
  const closers: (() => Promise<void>)[] = [];
  const local: Record<string, string> = {};
  const names = new Map<string, string>();
  for (const [name, url] of Object.entries(real) as [string, string][]) {
    const { origin } = new URL(url);
    if (!names.has(origin)) names.set(origin, name);
  }
  const toLocal = (text: string): string =>
    [...names].reduce((told, [origin, name]) => told.replaceAll(origin, new URL(local[name] ?? origin).origin), text);
  const toReal = (text: string): string =>
    [...names].reduce((told, [origin, name]) => told.replaceAll(new URL(local[name] ?? origin).origin, origin), text);
  const hide = (text: string): string =>
    [...names].reduce((told, [origin, name]) => told.replaceAll(origin, `{${name}}`), text).replaceAll(secret, "***");

  async function handOn(origin: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await read(request);
    const url = `${origin}${request.url ?? ""}`;
    const method = request.method ?? "GET";
    const given = Object.entries(request.headers).filter(([name]) => !HOP.test(name)) as [string, string][];
    const body = sent.length === 0 ? {} : { body: toRealBody(request.headers["content-type"] ?? "", sent) };
    const answer = await fetch(url, { method, headers: given, redirect: "manual", ...body });
    const content = new Uint8Array(await answer.arrayBuffer());
    const type = answer.headers.get("content-type") ?? "";
    steps.push({
      method,
      url: hide(url),
      token: tokenOf(given),
      request: bodyOf(request.headers["content-type"] ?? "", sent, (text) => hide(toReal(text))),
      status: answer.status,
      headers: Object.fromEntries(Object.entries(tellingHeaders(answer.headers)).map(([k, v]) => [k, hide(v)])),
      response: bodyOf(type, content, hide),
    });
    const back = [...answer.headers].filter(([name]) => !HOP.test(name));
    const told = /\bjson\b|^text\//.test(type) ? toLocal(Buffer.from(content).toString("utf8")) : content;
    response.writeHead(answer.status, Object.fromEntries(back.map(([name, value]) => [name, toLocal(value)])));
    response.end(told);
  }
  function tokenOf(headers: readonly [string, string][]): Exchange["token"] {
    const credentials = headers.filter(([name]) => CREDENTIALS.test(name));
    if (credentials.length === 0) return "none";
    return credentials.some(([, value]) => value.includes(secret)) ? "own" : "other";
  }
  function toRealBody(type: string, sent: Uint8Array): Uint8Array | string {
    return /\bjson\b/.test(type) ? toReal(Buffer.from(sent).toString("utf8")) : sent;
  }

  for (const [origin, name] of names) {
    const server = createServer((request, response) => {
      handOn(origin, request, response).catch((error: unknown) => {
        response.writeHead(502, { "content-type": "text/plain" });
        response.end(String(error));
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    local[name] = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
    closers.push(
      () =>
        new Promise((done) =>
          server.close(() => {
            done();
          }),
        ),
    );
  }
  const standIn = (url: string): string => {
    const { origin } = new URL(url);
    return url.replace(origin, local[names.get(origin) ?? ""] ?? origin);
  };
  return {
    origins: {
      web: standIn(real.web),
      api: standIn(real.api),
      ...(real.uploads !== undefined && { uploads: standIn(real.uploads) }),
    },
    steps,
    note: (step) => {
      steps.push(step);
    },
    close: async () => {
      await Promise.all(closers.map((close) => close()));
    },
  };
}

async function read(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
