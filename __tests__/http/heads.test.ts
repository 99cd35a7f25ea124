import { expect, it } from "vitest";
import { apiOf, client, get } from "./client";
import { serve } from "./servers";

it.each([
  ["a length that is told twice", "200 OK", "content-length: 2\r\ncontent-length: 3", "breaks the rules of HTTP (HPE_"],
  ["a length and chunks", "200 OK", "content-length: 2\r\ntransfer-encoding: chunked", "breaks the rules of HTTP (HPE_"],
  ["a length below nothing", "200 OK", "content-length: -2", "breaks the rules of HTTP (HPE_"],
  ["a length that no number holds", "200 OK", `content-length: ${2n ** 64n}`, "breaks the rules of HTTP (HPE_"],
  ["another protocol", "101 Switching Protocols", "connection: upgrade\r\nupgrade: x", "goes over to another protocol"],
])("an answer with %s is told as what it is", async (_, status, headers, said) => {
  const server = await serve(({ socket }) => socket.write(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n{}`));
  await expect(apiOf(client({ retries: 0 }), server.url).call(get)).rejects.toMatchObject({
    said: expect.stringContaining(said),
  });
});
