import { expect, it } from "vitest";
import { once } from "node:events";
import type { Socket } from "node:net";
import { selfSigned } from "./certificate";
import { apiOf, client, get } from "./client";
import { serve } from "./servers";

it.each([
  ["a length that is told twice", "200 OK", "content-length: 2\r\ncontent-length: 3", "breaks the rules of HTTP (HPE_"],
  [
    "a length and chunks",
    "200 OK",
    "content-length: 2\r\ntransfer-encoding: chunked",
    "breaks the rules of HTTP (HPE_",
  ],
  ["a length below nothing", "200 OK", "content-length: -2", "breaks the rules of HTTP (HPE_"],
  ["a length that no number holds", "200 OK", `content-length: ${2n ** 64n}`, "breaks the rules of HTTP (HPE_"],
  ["another protocol", "101 Switching Protocols", "connection: upgrade\r\nupgrade: x", "goes over to another protocol"],
])("an answer with %s is told as what it is", async (_, status, headers, said) => {
  const server = await serve(({ socket }) => socket.write(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n{}`));
  await expect(apiOf(client({ retries: 0 }), server.url).call(get)).rejects.toMatchObject({
    said: expect.stringContaining(said),
  });
});

it("bytes behind an answer are none of the next one's: their connection ends", async () => {
  const certificate = await selfSigned(["IP:127.0.0.1"]);
  for (const tls of [undefined, certificate]) {
    const sockets: Socket[] = [];
    const server = await serve(({ socket }, response) => {
      sockets.push(socket);
      response.end(JSON.stringify(sockets.length));
    }, tls);
    const api = apiOf(client({}, { authorities: [{ file: "ca.pem", pem: certificate.cert }] }), server.url);
    const [first, other] = [await api.call(get), sockets[0]];
    const closed = other && once(other, "close");
    other?.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n"another"');
    await closed;
    expect([first.json(), (await api.call(get)).json()]).toEqual([1, 2]);
  }
});

it("what fails where an answer leads on to is told with where that is", async () => {
  const far = await serve((_, response) => response.destroy());
  const near = await serve((_, response) =>
    response.writeHead(302, { location: `${far.url}/x?signature=secret` }).end(),
  );
  await expect(apiOf(client({ retries: 0 }), near.url).call(get)).rejects.toMatchObject({
    said: `GET ${near.url}/thing, sent on to ${far.url}: the connection failed (ECONNRESET).`,
  });
});
