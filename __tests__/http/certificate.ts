import { generate } from "selfsigned";

/** A self-signed certificate for some hosts. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** @param hosts `DNS:ghe.example`, `IP:127.0.0.1` */
export async function selfSigned(hosts: readonly string[]): Promise<Certificate> {
  const altNames = hosts.map((host) => {
    const [kind, value = ""] = host.split(":");
    return kind === "IP" ? ({ type: 7, ip: value } as const) : ({ type: 2, value } as const);
  });
  const { private: key, cert } = await generate([{ name: "commonName", value: "forge-release test" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames }],
  });
  return { key, cert };
}
