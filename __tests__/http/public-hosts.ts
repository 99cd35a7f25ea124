import { request } from "node:http";
import { selfSigned } from "./certificate";
import { type Small, serve, serveProxy } from "./servers";

export interface PublicHosts {
  /** What makes a process find the servers here at the addresses of the public ones. `ca.pem` is written for it. */
  readonly environment: Readonly<Record<string, string>>;
  /** The servers by host, as their TLS ends. */
  readonly hosts: ReadonlyMap<string, Small>;
  /** Everything that was asked for, as `CONNECT host:port`. */
  readonly proxy: Small;
}

/** Lets public hosts (`gitee.com`) lead to servers here (`http://127.0.0.1:…`): a proxy, and TLS in front of each. */
export async function publicHosts(
  leads: Readonly<Record<string, string>>,
  workspace: { readonly folder: string; write(path: string, content: string): Promise<void> },
): Promise<PublicHosts> {
  const certificate = await selfSigned(Object.keys(leads).map((host) => `DNS:${host}`));
  const hosts = new Map<string, Small>();
  for (const [host, to] of Object.entries(leads)) hosts.set(host, await front(to, certificate));
  const proxy = await serveProxy((asked) => hosts.get(asked.replace(/:443$/, ""))?.url);
  await workspace.write("ca.pem", certificate.cert);
  const environment = { HTTPS_PROXY: proxy.url, SSL_CERT_FILE: `${workspace.folder}/ca.pem` };
  return { environment, hosts, proxy };
}

/** What comes in goes on as it is. */
function front(to: string, certificate: { readonly key: string; readonly cert: string }): Promise<Small> {
  return serve((message, response) => {
    const { method, headers, url = "" } = message;
    const sent = request(to + url, { method, headers: { ...headers, host: new URL(to).host } });
    sent.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    sent.on("error", () => response.destroy());
    message.pipe(sent);
  }, certificate);
}
