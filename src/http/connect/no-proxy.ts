import { BlockList, isIP } from "node:net";

/**
 * Whether NO_PROXY names the host of an address: by name (its subdomains with it, with or without a leading dot or
 * `*.`), by address, by range (`10.0.0.0/8`, `fd00::/8`), with a port or without, or by `*` for all.
 */
export function isUnproxied({ protocol, hostname, port }: URL, noProxy: string): boolean {
  const host = bare(hostname);
  const own = port === "" ? (protocol === "https:" ? "443" : "80") : port;
  return noProxy
    .toLowerCase()
    .split(/[,;\s]+/)
    .some((entry) => {
      if (entry === "*") return true;
      const { name, port: wanted = own } = split(entry);
      return name !== "" && wanted === own && (isIP(host) === 0 ? named(host, name) : addressed(host, name));
    });
}

/** A host without the brackets of an address or the dot of a whole name. */
function bare(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "");
}

/** `host`, `host:port`, `[address]`, `[address]:port`, `[address]/bits`, `address/bits`, an address with many colons. */
function split(entry: string): { readonly name: string; readonly port?: string } {
  const [, inside, bits = "", ported] = /^\[([^\]]*)\](\/\d+)?(?::(\d+))?$/.exec(entry) ?? [];
  if (inside !== undefined) return { name: inside + bits, ...(ported === undefined ? {} : { port: ported }) };
  const [, name, port] = /^([^:]*):(\d+)$/.exec(entry) ?? [];
  return name === undefined || port === undefined ? { name: bare(entry) } : { name: bare(name), port };
}

function named(host: string, entry: string): boolean {
  const name = entry.replace(/^\*?\./, "");
  return host === name || host.endsWith(`.${name}`);
}

function addressed(host: string, entry: string): boolean {
  const [address = "", bits] = entry.split("/");
  // `10.*`, as some systems write ranges.
  if (/^(\d+\.)+\*$/.test(entry)) return isIP(host) === 4 && host.startsWith(entry.slice(0, -1));
  const family = isIP(address) === 4 ? "ipv4" : "ipv6";
  const most = family === "ipv4" ? 32 : 128;
  const length = bits === undefined ? most : Number(bits);
  if (isIP(address) === 0 || !/^\d*$/.test(bits ?? "") || bits === "" || length > most) return false;
  const list = new BlockList();
  list.addSubnet(address, length, family);
  return list.check(host, isIP(host) === 4 ? "ipv4" : "ipv6");
}
