import { beforeAll, describe, expect, it } from "vitest";
import { createServer } from "node:net";
import { PublishError } from "../../src/errors";
import { type Certificate, selfSigned } from "./certificate";
import { client } from "./client";
import { serve } from "./servers";

let certificate: Certificate;
beforeAll(async () => {
  certificate = await selfSigned(["IP:127.0.0.1"]);
});

const credentials = { authorization: "token a-secret-of-this-test" };
const call = { doing: "asking", method: "GET", at: "/x", accept: [200] } as const;

/** What people are told about a request that fails, and what was said about waits before. */
async function told(base: string, how: { readonly retries?: number; readonly quick?: true } = {}) {
  const { http, waits } = client({ retries: how.retries ?? 3 });
  const server = { base, credentials, headers: {}, ...(how.quick === undefined ? {} : { quick: how.quick }) };
  const error: unknown = await http
    .open(server)
    .call(call)
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  if (!(error instanceof PublishError)) throw new Error("it did not fail", { cause: error });
  return { text: [error.message, error.said, error.hint].join("\n"), waits };
}

/** A port at which nothing listens: one that was free a moment ago may be another suite's by now. */
const CLOSED = "http://127.0.0.1:1";

describe("what cannot pass by itself is told at once", () => {
  it("a certificate that is not trusted, with ca_file", async () => {
    const server = await serve((_, response) => response.end("{}"), certificate);
    const { text, waits } = await told(server.url);
    expect([text, waits]).toEqual([expect.stringMatching(/not trusted here[^]*ca_file/), []]);
  });

  it("plain http on a port of TLS, and the reverse", async () => {
    const plain = await serve((_, response) => response.end("{}"));
    const secure = await told(plain.url.replace("http:", "https:"));
    expect([secure.text, secure.waits]).toEqual([expect.stringMatching(/does not speak TLS[^]*http:\/\//), []]);
    const tls = await serve((_, response) => response.end("{}"), certificate);
    expect((await told(tls.url.replace("https:", "http:"), { retries: 1 })).text).toContain(
      "Does the server want https://?",
    );
  });

  it("what speaks another language", async () => {
    const other = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.end("SSH-2.0-OpenSSH_9.2\r\n", () => {
        socket.destroySoon();
      });
    });
    await new Promise<void>((ready) => other.listen(0, "127.0.0.1", ready));
    const address = other.address();
    const { text, waits } = await told(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
    other.close();
    expect([text, waits]).toEqual([expect.stringContaining("does not speak HTTP"), []]);
  });

  it("a name that does not exist", async () => {
    const { text, waits } = await told("http://nobody.invalid");
    // A machine without a name server cannot know.
    expect(text).toMatch(/name of the server/);
    if (text.includes("ENOTFOUND")) expect(waits).toEqual([]);
  });

  it("a port where nothing listens, while a server is only asked what it is", async () => {
    const { text, waits } = await told(CLOSED, { quick: true });
    expect([text, waits]).toEqual([expect.stringContaining("nothing answers at this address"), []]);
  });

  it("and soon where nothing has ever answered", async () => {
    const { waits } = await told(CLOSED, { retries: 9 });
    expect(waits).toHaveLength(2);
  });
});

describe("a server that has answered before", () => {
  it("is tried as often as was asked for", async () => {
    let asked = 0;
    const server = await serve((_, response) => {
      if (++asked === 1) response.writeHead(200, { "content-type": "application/json" }).end("{}");
      else response.socket?.destroy();
    });
    const { http, waits } = client({ retries: 4 });
    const api = http.open({ base: server.url, credentials, headers: {} });
    await api.call(call);
    await expect(api.call(call)).rejects.toThrow("Failed asking.");
    expect(waits).toHaveLength(4);
  });
});

describe("a refusal that says nothing about the token", () => {
  it.each([
    [401, "answered 401"],
    [403, "answered 403"],
    [404, "answered 404"],
  ])("%s after a redirect to another origin", async (status, words) => {
    const far = await serve((_, response) => response.writeHead(status).end('{"message":"Bad credentials"}'));
    const near = await serve((_, response) => response.writeHead(302, { location: `${far.url}/y?sig=1` }).end());
    const { text } = await told(near.url);
    expect(text).toContain(`${far.url}/y, which ${words}`);
    expect(text).toContain("the token is not sent there");
    expect(far.heard.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it("407: the proxy wants a password", async () => {
    const proxy = await serve((_, response) => response.writeHead(407).end("Proxy Authentication Required"));
    const { text } = await told(proxy.url);
    expect(text).toContain("the proxy wants a user and a password");
    expect(text).not.toMatch(/token|permission/i);
  });
});

it("what nobody waits for ends with the client", async () => {
  const { http } = client();
  const { url } = await serve(() => {
    http.close();
  });
  await expect(http.open({ base: url, credentials, headers: {} }).call(call)).rejects.toMatchObject({
    name: "AbortError",
  });
});
