import { once } from "node:events";
import { createServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRoutes } from "../../src/http";
import { send } from "../../src/http/send";
import { selfSigned } from "./certificate";

describe("connections that are opened ahead", () => {
  let connections = 0;
  let requests = 0;
  let end: () => void = () => undefined;
  let url = new URL("https://127.0.0.1");
  let pem = "";

  beforeEach(async () => {
    [connections, requests] = [0, 0];
    const tls = await selfSigned(["IP:127.0.0.1"]);
    const server = createServer(tls, (_, answer) => {
      requests++;
      setTimeout(() => answer.end("{}"), 50);
    });
    server.on("secureConnection", () => connections++);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    pem = tls.cert;
    url = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/x`);
    end = () => {
      server.closeAllConnections();
      server.close();
    };
  });

  afterEach(() => {
    end();
  });

  const open = (more: { readonly httpsProxy?: string } = {}) =>
    createRoutes({
      httpProxy: undefined,
      httpsProxy: more.httpsProxy,
      noProxy: undefined,
      authorities: [{ file: "ca.pem", pem }],
      connectTimeout: 5,
    });
  const until = async (done: () => boolean): Promise<void> => {
    for (let n = 0; n < 100 && !done(); n++) await new Promise((wake) => setTimeout(wake, 20));
  };

  async function ask(routes: ReturnType<typeof open>): Promise<number | undefined> {
    const answer = await send({ ...(await routes.to(url)), method: "GET" }, undefined, new AbortController().signal);
    answer.resume();
    await once(answer, "end");
    return answer.statusCode;
  }

  it("are taken by the requests that come, and no more are opened", async () => {
    const routes = open();
    routes.warm(url, 3);
    await until(() => connections === 3);
    expect([connections, requests]).toEqual([3, 0]);
    expect(await Promise.all([ask(routes), ask(routes), ask(routes)])).toEqual([200, 200, 200]);
    routes.warm(url, 3);
    expect(await ask(routes)).toBe(200);
    expect(connections).toBe(3);
    expect(await Promise.all([ask(routes), ask(routes), ask(routes), ask(routes)])).toHaveLength(4);
    expect(connections).toBe(4);
    routes.close();
  });

  it("are no loss where the server has ended them, or nothing answers", async () => {
    const routes = open();
    routes.warm(new URL("https://127.0.0.1:1"), 2);
    routes.warm(url, 2);
    await until(() => connections === 2);
    routes.close();
    const again = open();
    expect(await ask(again)).toBe(200);
    again.close();
  });

  it("are tried so many times at most where the server ends each at once", async () => {
    let tried = 0;
    const server = createTcpServer((socket) => {
      tried++;
      socket.destroy();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const routes = open();
    routes.warm(new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}`), 3);
    await until(() => tried === 3);
    await new Promise((wake) => setTimeout(wake, 50));
    expect(tried).toBe(3);
    routes.close();
    server.close();
  });

  it("lead through no proxy, and not over plain http", async () => {
    const routes = open({ httpsProxy: "http://127.0.0.1:1" });
    routes.warm(url, 2);
    routes.warm(new URL(`http://127.0.0.1:${url.port}`), 2);
    await new Promise((wake) => setTimeout(wake, 100));
    expect(connections).toBe(0);
    routes.close();
  });
});
