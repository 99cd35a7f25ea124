import { decoded } from "../../model/address";

/** The header that a proxy of http wants, where its address holds a user. */
export function proxyAuthorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (`${username}${password}` === "") return {};
  const login = Buffer.from(`${decoded(username)}:${decoded(password)}`).toString("base64");
  return { "proxy-authorization": `Basic ${login}` };
}

/** Host and port of an address as sockets want them. */
export function serverOf({ hostname, port }: URL): { readonly hostname: string; readonly port: string } {
  return { hostname: hostname.replace(/^\[(.*)\]$/, "$1"), port };
}
