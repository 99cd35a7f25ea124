import { expect, it } from "vitest";
import { once } from "node:events";
import { createServer } from "node:net";
import { apiOf, client } from "./client";

const SIZE = 24 * 1024 * 1024;

it.each(["hears no more", "closes its half", "closes all"])(
  "an upload is told what a server answers that reads only its beginning, and then %s",
  async (how) => {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => {
        socket.pause();
        socket.write("HTTP/1.1 413 Too Large\r\nContent-Length: 7\r\nConnection: close\r\n\r\ntoo big", () => {
          if (how === "closes its half") socket.end();
          if (how === "closes all") socket.destroy();
        });
      });
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const address = server.address();
    let close: () => void = () => undefined;
    const closed = new Promise<void>((done) => (close = done));
    const body = {
      size: SIZE,
      type: "application/octet-stream",
      // eslint-disable-next-line @typescript-eslint/require-await -- a body is a stream whatever it holds
      async *open() {
        try {
          for (let at = 0; at < SIZE; at += 65536) yield Buffer.alloc(65536);
        } finally {
          close();
        }
      },
    };
    const api = apiOf(client({ retries: 0 }), `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
    const sent = api.call({ doing: "uploading", method: "POST", at: "/", accept: [201], body });
    await expect(sent).rejects.toMatchObject({ said: expect.stringContaining("answered 413: too big") });
    await closed;
    server.close();
  },
);
