import { describe, expect, it } from "vitest";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { selfSigned } from "../http/certificate";
import { serve, serveProxy } from "../http/servers";
import { flagsTo } from "../hostile/stage";
import { gitHub } from "../forges/github/subject";
import { gitLab } from "../forges/gitlab/subject";
import { folder, stage } from "./stage";

const TOKEN = { INPUT_TOKEN: "a-token-of-this-run", INPUT_RETRY_DELAY: "1" };
const FORGES = [gitHub({ shape: "github.com" }), gitLab({ name: "GitLab", token: "private" })] as const;

describe.each(FORGES.map((subject) => [subject.forge, subject] as const))("%s", (_, subject) => {
  it("with a mistyped port ends within seconds", async () => {
    const at = await folder();
    const ran = await at.command(flagsTo(subject, "http://127.0.0.1:9"), TOKEN);
    expect([ran.code, ran.log]).toEqual([1, expect.stringContaining("nothing answers at this address (ECONNREFUSED)")]);
    const waits = [...ran.log.matchAll(/waiting ([\d.]+) s/g)].map(([, seconds]) => Number(seconds));
    const together = waits.reduce((sum, one) => sum + one, 0);
    expect([waits.length > 0, together < 15]).toEqual([true, true]);
  });

  it("of which the certificate is not trusted is told at once", async () => {
    const tls = await serve((_request, response) => response.end("{}"), await selfSigned(["IP:127.0.0.1"]));
    const at = await folder();
    const ran = await at.command(flagsTo(subject, tls.url), TOKEN);
    expect([ran.code, ran.log]).toEqual([1, expect.stringContaining("--ca-file")]);
    expect([ran.log.includes("waiting"), tls.heard]).toEqual([false, []]);
  });

  it("that sends on to another origin is not told to have refused the token", async () => {
    const far = await serve((_request, response) =>
      response.writeHead(401, { "content-type": "application/json" }).end('{"message":"401 Unauthorized"}'),
    );
    const near = await serve((request, response) =>
      response.writeHead(302, { location: `${far.url}${request.url ?? ""}` }).end(),
    );
    const at = await folder();
    const ran = await at.command(flagsTo(subject, near.url), TOKEN);
    expect([ran.code, ran.log]).toEqual([1, expect.stringContaining("the token is not sent there")]);
    expect(ran.log).not.toMatch(/expired|permissions|scope/);
    expect(JSON.stringify(far.heard)).not.toContain(TOKEN.INPUT_TOKEN);
  });

  it("behind a proxy that wants a password is not told to have refused the token", async () => {
    const proxy = await serve((_request, response) => response.writeHead(407).end("no"));
    const at = await folder();
    const words = flagsTo(subject, "http://forge.test").concat("--allow-insecure-http");
    const ran = await at.command(words, { ...TOKEN, HTTP_PROXY: proxy.url });
    expect([ran.code, ran.log]).toEqual([1, expect.stringContaining("the proxy wants a user and a password")]);
  });
});

describe("a server that nobody has told the kind of", () => {
  it("is not waited for where nothing answers", async () => {
    const at = await folder();
    const words = ["--server-url=http://127.0.0.1:9", "--repository=o/r", "--tag-name=v1"];
    const ran = await at.command(words, { ...TOKEN, INPUT_RETRY_DELAY: "10" });
    expect([ran.code, ran.log]).toEqual([1, expect.stringContaining("ECONNREFUSED")]);
    expect(ran.log).not.toContain("waiting");
  });
});

describe("NO_PROXY with a range", () => {
  it.each(["127.0.0.0/8", "10.0.0.0/8,127.0.0.1/32", ".example.com, 127.*"])("%s is kept", async (range) => {
    const at = await stage();
    const proxy = await serveProxy((host) => `http://${host}`);
    const ran = await at.act({ files: "a.txt" }, { HTTP_PROXY: proxy.url, NO_PROXY: range });
    expect([ran.code, proxy.heard]).toEqual([0, []]);
  });
});

describe("a ca_file", () => {
  it("that is no file of certificates is an error before anything is sent", async () => {
    const at = await folder();
    execFileSync("mkfifo", [join(at.folder, "pipe")]);
    writeFileSync(join(at.folder, "empty.pem"), "");
    writeFileSync(join(at.folder, "key.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    writeFileSync(join(at.folder, "ca.der"), Buffer.from([0x30, 0x82, 0x03, 0x10, 0x80]));
    writeFileSync(join(at.folder, "broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    const [subject] = FORGES;
    for (const [name, words] of [
      ["pipe", "silent for 5 seconds"],
      [".", "a folder"],
      ["empty.pem", "is empty"],
      ["key.pem", "no certificate in PEM form"],
      ["ca.der", "openssl x509 -inform der"],
      ["broken.pem", "certificate 1 in it is broken"],
      ["missing.pem", "ENOENT"],
    ]) {
      const ran = await at.command([...flagsTo(subject, "http://127.0.0.1:9"), `--ca-file=${name ?? ""}`], TOKEN);
      expect([name, ran.code, ran.log]).toEqual([name, 2, expect.stringContaining(words ?? "")]);
    }
  });
});
