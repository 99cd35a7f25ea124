import { describe, expect, it } from "vitest";
import { signedHeaders, signedUrl, whyNotSent } from "../../src/http";
import { staysHere } from "../../src/http/connect/routes";

const route = { httpProxy: undefined, noProxy: undefined };
const here = (url: string): boolean => staysHere(new URL(url), route);
const signed = (text: string): URL | undefined => signedUrl(text, { staysHere: (url) => staysHere(url, route) });

describe("hosts that are this machine", () => {
  it.each(["localhost", "127.0.0.1", "127.8.9.10", "[::1]"])("%s is one", (host) => {
    expect(here(`http://${host}/`)).toBe(true);
  });

  it.each(["evil.localhost", "localhost.", "localhost.example", "127.0.0.1.example", "0.0.0.0", "[::]", "10.0.0.1"])(
    "%s is none",
    (host) => {
      expect(here(`http://${host}/`)).toBe(false);
    },
  );

  it("are known in every way to write an address", () => {
    expect(signed("http://0x7f.1/x")?.hostname).toBe("127.0.0.1");
    expect(signed("http://2130706433/x")?.hostname).toBe("127.0.0.1");
    expect(signed("http://LOCALHOST/x")?.hostname).toBe("localhost");
    expect(signed("https://files.example/x?Signature=a%3D")?.href).toBe("https://files.example/x?Signature=a%3D");
  });
});

describe("headers of a signed request", () => {
  const sent = { url: new URL("https://files.example/x"), body: { size: 5 } };

  it("are sent as they are, but for those that are sent anyway", () => {
    const headers = { "x-obs-acl": "public-read", "content-type": "text/plain", host: "files.example" };
    expect(whyNotSent({ ...headers, "content-length": "5" }, sent)).toBeUndefined();
    expect(signedHeaders({ ...headers, "content-length": "5" })).toEqual({
      "x-obs-acl": "public-read",
      "content-type": "text/plain",
    });
  });

  it.each(["authorization", "Cookie", "HOST", "Content-Length", "transfer-encoding", "Proxy-Connection", "TE"])(
    "are none of the server's to choose: %s",
    (name) => {
      expect(whyNotSent({ [name]: "x" }, sent)).toBe(`the header ${name}`);
    },
  );

  it("hold nothing that ends a line, and are few", () => {
    expect(whyNotSent({ "x-a": "1\r\nb: 2" }, sent)).toMatch(/value of x-a/);
    expect(whyNotSent({ "x\na": "1" }, sent)).toMatch(/proper name/);
    expect(whyNotSent(Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`x${n}`, ""])), sent)).toMatch(/^51/);
  });
});
