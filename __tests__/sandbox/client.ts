import { afterEach, expect } from "vitest";

/** What a request was answered with. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // Whatever JSON the sandbox sent: tests look into it member by member.
  readonly body: Record<string, never> & Record<string, unknown>[];
  readonly text: string;
}

export interface Asked {
  readonly json?: unknown;
  readonly raw?: string | Buffer | FormData | URLSearchParams | ReadableStream;
  readonly headers?: Record<string, string>;
  /** null = none at all. Default: the sandbox's own where the API is asked. */
  readonly token?: string | null;
}

interface Asking {
  readonly apiUrl: string;
  readonly token: string;
}

interface Manners {
  readonly credential: (token: string) => Record<string, string>;
  /** Sent to the API with every request. */
  readonly headers?: Record<string, string>;
  /** Other addresses than the API's are asked without the token. */
  readonly apiOnly?: boolean;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A client that speaks as a forge wants it: one request, redirects not followed. */
export const speaking =
  ({ credential, headers, apiOnly = false }: Manners) =>
  /** @param target a path below the API root, or a full url as it is */
  async (sandbox: Asking, method: string, target: string, asked: Asked = {}): Promise<Reply> => {
    const url = target.startsWith("http") ? target : sandbox.apiUrl + target;
    const ofApi = url.startsWith(sandbox.apiUrl);
    const { token = ofApi || !apiOnly ? sandbox.token : null } = asked;
    const body = asked.json === undefined ? asked.raw : JSON.stringify(asked.json);
    const response = await fetch(url, {
      method,
      redirect: "manual",
      headers: {
        ...((ofApi || !apiOnly) && headers),
        ...(token !== null && credential(token)),
        ...(asked.json !== undefined && { "content-type": "application/json" }),
        ...asked.headers,
      },
      ...(body !== undefined && { body, duplex: "half" }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parse(text) as Reply["body"], text };
  };

export type Ask = ReturnType<typeof speaking>;

const running: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((sandbox) => sandbox.close()));
});

/** Closed after the test that started it. */
export async function closedAfter<S extends { close(): Promise<void> }>(starting: Promise<S>): Promise<S> {
  const sandbox = await starting;
  running.push(sandbox);
  return sandbox;
}

/** Status and message, as most tests compare them. */
export const saying = ({ status, body }: Reply): unknown[] => [status, body.message];

/** That a reply has this status, and this text for its message. */
export const toldMessage = (reply: Reply, status: number, text: unknown): void => {
  expect(saying(reply)).toEqual([status, text]);
};

/** That a reply has this status and this body. */
export const told = (reply: Reply, status: number, body: unknown): void => {
  expect(said(reply)).toEqual([status, body]);
};

/** Status and body. */
export const said = ({ status, body }: Reply): unknown[] => [status, body];

export const message = (text: unknown): unknown => ({ message: text });

export function form(content: string | Buffer, filename = "a.zip", field = "file"): FormData {
  const data = new FormData();
  data.append(field, new Blob([new Uint8Array(Buffer.from(content))]), filename);
  return data;
}

/** What an address leads to for somebody without a token. */
export const followed = async (url: string): Promise<string> => (await fetch(url)).text();

/** A clock that a test turns; nothing wakes up by itself. */
export function handClock(start = Date.UTC(2031, 0, 1)) {
  const time = { now: start };
  return {
    now: () => time.now,
    sleep: () => new Promise<void>(() => undefined),
    turn: (milliseconds: number) => {
      time.now += milliseconds;
    },
  };
}

/** Waits until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((next) => setTimeout(next, 5));
}
