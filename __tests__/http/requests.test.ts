import { describe, expect, it } from "vitest";
import { mkdtemp, realpath, rm, stat, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { fileSource } from "../../src/disk/source";
import { createRedactor } from "../../src/http";
import { apiOf, client, get } from "./client";
import { serve } from "./servers";

/** What is known of a file that was found. */
const found = async (path: string): Promise<{ real: string; identity: string }> => {
  const { dev, ino } = await stat(path, { bigint: true });
  return { real: await realpath(path), identity: `${dev}:${ino}` };
};

const post = { doing: "making it", method: "POST", at: "/things", accept: [201] } as const;

describe("a request", () => {
  it("carries credentials to the base's origin and to a trusted one, to no other", async () => {
    const answer: RequestListener = (_, response) => {
      response.end("{}");
    };
    const [home, trusted, foreign] = await Promise.all([serve(answer), serve(answer), serve(answer)]);
    const api = apiOf(client(), `${home.url}/api`);
    await api.call(get);
    await api.call({ ...get, at: `${trusted.url}/up`, trusted: trusted.url });
    await api.call({ ...get, at: `${foreign.url}/up`, trusted: trusted.url });
    await api.call({ ...get, at: `${foreign.url}/up` });
    const sent = [home, trusted, foreign].map(({ heard }) => heard.map(({ headers }) => headers.authorization));
    expect(sent).toEqual([["token secret-token"], ["token secret-token"], [undefined, undefined]]);
    expect(home.heard[0]).toMatchObject({
      url: "/api/thing",
      headers: { "x-own": "yes", "user-agent": "forge-release/test" },
    });
  });

  it("says its parameters percent-encoded, and never in the trace", async () => {
    const server = await serve((_, response) => response.end("{}"));
    const at = client();
    await apiOf(at, server.url).call({ ...get, query: { a: "ä &", b: 1, c: undefined } });
    expect(server.heard[0]?.url).toBe("/thing?a=%C3%A4+%26&b=1");
    expect(at.traces).toEqual([expect.stringMatching(/^GET http:\/\/127\S+\/thing → 200 \(\d+ ms\)$/)]);
  });

  it("that makes something is not repeated blindly", async () => {
    const server = await serve((message, response) => {
      message.resume();
      response.writeHead(502).end();
    });
    const at = client();
    await expect(apiOf(at, server.url).call({ ...post, json: {} })).rejects.toMatchObject({
      message: "Failed making it.",
    });
    expect([server.heard.length, at.waits]).toEqual([1, []]);
    let looked = 0;
    const recover = (): Promise<undefined> => {
      looked += 1;
      return Promise.resolve(undefined);
    };
    await expect(apiOf(at, server.url).call({ ...post, json: {}, recover })).rejects.toBeDefined();
    expect([server.heard.length, looked, at.waits.length]).toEqual([5, 3, 3]);
  });

  it("that changes something is repeated: the second time does what the first did", async () => {
    for (const method of ["PUT", "PATCH", "DELETE"] as const) {
      let first = true;
      const server = await serve((message, response) => {
        message.resume();
        if (first) message.socket.destroy();
        else response.end("{}");
        first = false;
      });
      await apiOf(client(), server.url).call({ ...get, method });
      expect(server.heard.map((one) => one.method)).toEqual([method, method]);
    }
  });
});

describe("an upload", () => {
  async function upload(bytes: Buffer, stallTimeout: number, read: (message: NodeJS.ReadableStream) => void) {
    const folder = await mkdtemp(join(tmpdir(), "forge-release-upload-"));
    const absolute = join(folder, "a.bin");
    await writeFile(absolute, bytes);
    const hash = createHash("sha256");
    let got = 0;
    const server = await serve((message, response) => {
      message.on("data", (chunk: Buffer) => {
        got += chunk.length;
        hash.update(chunk);
      });
      message.on("end", () => response.writeHead(201).end("{}"));
      read(message);
    });
    const file = {
      path: "a.bin",
      ...(await found(absolute)),
      name: "a.bin",
      size: bytes.length,
      type: "text/plain",
    };
    const body = fileSource(file);
    const at = client({ stallTimeout, retries: 1 });
    try {
      const answer = await apiOf(at, server.url).call({ ...post, body });
      return { answer, got, sha256: hash.digest("hex"), own: await body.sha256(), server, at };
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  it("sends length, type and every byte, and knows its hash", async () => {
    const bytes = Buffer.alloc(1_000_003, "abc");
    const { sha256, own, got, server } = await upload(bytes, 5, () => undefined);
    expect([got, own]).toEqual([bytes.length, sha256]);
    const headers = { "content-length": "1000003", "content-type": "text/plain" };
    expect(server.heard[0]?.headers).toMatchObject(headers);
    expect(server.heard[0]?.headers["transfer-encoding"]).toBeUndefined();
  });

  it("that is slow but moves is not cut by stall_timeout", async () => {
    const bytes = Buffer.alloc(24 * 1024 * 1024, 1);
    const began = Date.now();
    const { got, at } = await upload(bytes, 1, (message) => {
      message.on("data", () => {
        message.pause();
        setTimeout(() => message.resume(), 8);
      });
    });
    expect([got, at.waits]).toEqual([bytes.length, []]);
    expect(Date.now() - began).toBeGreaterThan(1500);
  });

  it("whose bytes stop moving is given up", async () => {
    const stopped = upload(Buffer.alloc(24 * 1024 * 1024, 1), 0.2, (message) => message.pause());
    await expect(stopped).rejects.toMatchObject({
      said: expect.stringContaining("no byte moved for longer than stall_timeout"),
    });
  });

  it("that is refused before its last byte is told what the server said, and is not sent again", async () => {
    const folder = await mkdtemp(join(tmpdir(), "forge-release-upload-"));
    const [absolute, size] = [join(folder, "a.bin"), 24 * 1024 * 1024];
    await writeFile(absolute, Buffer.alloc(size));
    const server = await serve((message, response) => {
      // As web servers do it: answered at once, and read on for a while, or the reset would overtake the answer.
      message.resume();
      response.writeHead(413).end("too big");
    });
    const file = {
      path: "a.bin",
      ...(await found(absolute)),
      name: "a.bin",
      size,
      type: "text/plain",
    };
    const sent = apiOf(client(), server.url).call({ ...post, body: fileSource(file) });
    await expect(sent).rejects.toMatchObject({ said: expect.stringContaining("answered 413: too big") });
    expect(server.heard).toHaveLength(1);
    await rm(folder, { recursive: true });
  });

  it("of a file that changes meanwhile is an error with the file's name", async () => {
    const folder = await mkdtemp(join(tmpdir(), "forge-release-upload-"));
    const absolute = join(folder, "a.bin");
    await writeFile(absolute, "12345");
    const server = await serve((message, response) => {
      message.resume();
      message.on("end", () => response.writeHead(201).end("{}"));
    });
    const file = {
      path: "a.bin",
      ...(await found(absolute)),
      name: "a.bin",
      type: "text/plain",
    };
    for (const size of [4, 6]) {
      const body = fileSource({ ...file, size });
      const sent = apiOf(client(), server.url).call({ ...post, body });
      await expect(sent).rejects.toThrow("a.bin changed while it was being published");
    }
    await rm(folder, { recursive: true });
  });
});

describe("the redactor", () => {
  it("hides secrets in every form they travel in, and what addresses carry", () => {
    const { add, hide } = createRedactor();
    add("s3cret/+=");
    add("two\nlines");
    const basic = Buffer.from("s3cret/+=").toString("base64");
    expect(hide(`a s3cret/+= b ${encodeURIComponent("s3cret/+=")} ${basic} two lines`)).toBe("a *** b *** *** two ***");
    expect(hide("https://u:p@h/x https://tok@h/y git@host:x")).toBe("https://***@h/x https://***@h/y git@host:x");
    expect(hide("http://h/?X-Amz-Signature=abc&a=1&token=z")).toBe("http://h/?X-Amz-Signature=***&a=1&token=***");
  });

  it("never takes a short text for a secret, nor leaves a tail of a long one", () => {
    const { add, hide } = createRedactor();
    for (const secret of ["", " ", "abc", "secret", "secret-longer"]) add(secret);
    expect(hide("abc secret-longer secret")).toBe("abc *** ***");
  });

  it("leaves JSON what it was", () => {
    const value = { label: 'x?token=a"b', url: "http://h/?sig=a\\", end: 1 };
    const hidden: unknown = JSON.parse(createRedactor().hide(JSON.stringify(value)));
    expect(hidden).toMatchObject({ end: 1 });
  });
});
