import { expect, it } from "vitest";
import { once } from "node:events";
import { type Socket, createServer } from "node:net";
import { apiOf, client } from "./client";

const SIZE = 24 * 1024 * 1024;

/** Uploads to a server that answers when it hears the first bytes; hears as well when the source was closed. */
async function upload(answer: (socket: Socket) => unknown) {
  const seen = { sent: 0, came: 0 };
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      answer(socket);
    });
    socket.on("data", ({ length }) => {
      seen.came += length;
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
        for (; seen.sent < SIZE; seen.sent += 65536) yield Buffer.alloc(65536);
      } finally {
        close();
      }
    },
  };
  const patience = client({ retries: 0, stallTimeout: 0.5 });
  const api = apiOf(patience, `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
  const sent = api.call({ doing: "uploading", method: "POST", at: "/", accept: [201], body });
  return { sent, seen, closed, end: () => server.close() };
}

const CREATED = "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}";

it.each(["hears no more", "closes its half", "closes all"])(
  "an upload is told what a server answers that reads only its beginning, and then %s",
  async (how) => {
    const { sent, closed, end } = await upload((socket) => {
      socket.pause();
      socket.write("HTTP/1.1 413 Too Large\r\nContent-Length: 7\r\nConnection: close\r\n\r\ntoo big", () => {
        if (how === "closes its half") socket.end();
        if (how === "closes all") socket.destroy();
      });
    });
    await expect(sent).rejects.toMatchObject({ said: expect.stringContaining("answered 413: too big") });
    await closed;
    end();
  },
);

it("an upload that is said to be there before it is goes on to its end", async () => {
  const { sent, seen, end } = await upload((socket) => socket.write(`HTTP/1.1 100 Continue\r\n\r\n${CREATED}`));
  expect((await sent).json()).toEqual({});
  expect(seen.sent).toBe(SIZE);
  end();
});

it.each([
  ["hears no more", "no byte moved for longer than stall_timeout (STALLED)"],
  ["closes its half", "the connection failed"],
  ["closes all", "the connection failed (ECONNRESET)"],
])("an upload is not there because a server says so that has read its beginning, and then %s", async (how, said) => {
  const { sent, seen, closed, end } = await upload((socket) => {
    if (how !== "closes its half") socket.pause();
    socket.write(CREATED, () => {
      if (how === "closes its half") socket.end();
      if (how === "closes all") socket.destroy();
    });
  });
  await expect(sent).rejects.toMatchObject({ said: expect.stringContaining(said) });
  expect(seen.sent).toBeLessThan(SIZE);
  await closed;
  end();
});
