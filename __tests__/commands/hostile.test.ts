import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { link, mkdir, readFile, readdir, symlink, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Workspace, createWorkspace } from "../doors/bundle";
import { runInProcess } from "../doors/in-process";
import { type EvilFile, type EvilForge, digestOf, startEvilForge } from "./evil-forge";

let forge: EvilForge;
let workspace: Workspace;
beforeEach(async () => {
  forge = await startEvilForge();
  workspace = await createWorkspace({ "out/.keep": "" });
});
afterEach(async () => {
  await forge.close();
  await workspace.close();
});

const TOKEN = "ghp_evil0000000000000000000000000000000000";

const download = (...words: readonly string[]) =>
  runInProcess({
    words: [
      ...["download", "v1", "--dir", "out", ...words, "--forge", "github", "--repository", "o/r"],
      ...["--server-url", forge.url, "--api-url", forge.url, "--token-env", "SECRET", "--retry-delay", "0.01"],
    ],
    env: { PATH: process.env.PATH, SECRET: TOKEN },
    folder: workspace.folder,
  });

const inOut = (name: string): string => join(workspace.folder, "out", name);
const left = async (): Promise<string[]> =>
  (await readdir(join(workspace.folder, "out"))).filter((one) => one !== ".keep");

describe("names that a server gives", () => {
  it.each([
    ["../evil", "holds a path"],
    ["..", "is a folder's"],
    ["/etc/passwd", "holds a path"],
    ["..\\evil", "holds a path"],
    ["C:\\evil", "holds a path"],
    ["C:evil", "some systems do not take"],
    ["a\u0000b", "nobody can see"],
    ["a\nb", "nobody can see"],
    ["CON", "a device on Windows"],
    ["nul.txt", "a device on Windows"],
    ["com1", "a device on Windows"],
    ["app.zip.", "ends in a dot"],
    ["app.zip ", "ends in a dot or a blank"],
    ["app?.zip", "some systems do not take"],
    ["x".repeat(300), "longer than 200 bytes"],
  ])("%j is not written", async (name, why) => {
    forge.files = [{ name, content: "evil" }];
    const { code, log } = await download();
    expect(code).toBe(2);
    expect(log).toContain(why);
    expect(await left()).toEqual([]);
    expect(await readdir(workspace.folder)).toEqual(["out"]);
    expect(forge.requests.filter(({ url }) => url.includes("/assets/"))).toEqual([]);
  });

  it("are refused where two would be one file", async () => {
    forge.files = [
      { name: "App.zip", content: "a" },
      { name: "app.zip", content: "b" },
    ];
    const { code, log } = await download();
    expect([code, log]).toEqual([2, expect.stringContaining("App.zip and app.zip would be one file")]);
    expect(await left()).toEqual([]);
    expect((await download("App.zip")).code).toBe(0);
  });
});

describe("what stands in the folder", () => {
  it("is never written through, be it a link to a file", async () => {
    await workspace.write("precious", "mine");
    await symlink(join(workspace.folder, "precious"), inOut("a.txt"));
    forge.files = [{ name: "a.txt", content: "evil" }];
    for (const words of [[], ["--clobber"]]) {
      const { code, log } = await download(...words);
      expect([code, log]).toEqual([2, expect.stringContaining("is a link, and nothing is written through one")]);
    }
    expect(await readFile(join(workspace.folder, "precious"), "utf8")).toBe("mine");
  });

  it("is not overwritten where it is a folder", async () => {
    await mkdir(inOut("a.txt"));
    forge.files = [{ name: "a.txt", content: "evil" }];
    expect((await download("--clobber")).code).toBe(2);
  });

  it("is no part to go on with where it is a link, or another file's other name", async () => {
    await workspace.write("precious", "mine");
    const part = await partName("a.txt", "alpha");
    await symlink(join(workspace.folder, "precious"), inOut(part));
    forge.files = [{ name: "a.txt", content: "alpha" }];
    expect((await download()).code).toBe(1);
    await workspace.write("out/b.txt", "");
    const other = await partName("c.txt", "gamma");
    await link(join(workspace.folder, "precious"), inOut(other));
    forge.files = [{ name: "c.txt", content: "gamma" }];
    expect((await download()).code).toBe(1);
    expect(await readFile(join(workspace.folder, "precious"), "utf8")).toBe("mine");
  });
});

/** As a run calls its part: found by cutting one off. */
async function partName(name: string, content: string): Promise<string> {
  const answer: EvilFile["answer"] = (_, response) => {
    response.writeHead(200, { "content-length": content.length });
    response.write(content.slice(0, 1), () => setTimeout(() => response.destroy(), 20));
    return true;
  };
  forge.files = [{ name, content, answer }];
  const before = new Set(await left());
  await download("--retries", "0");
  const [part = ""] = (await left()).filter((one) => !before.has(one));
  expect(part).toMatch(/\.part$/);
  await unlink(inOut(part));
  return part;
}

describe("content that lies", () => {
  it.each([
    ["a digest", { digest: digestOf("another") }, "is not what the release says it is"],
    ["a size that is too small", { size: 3 }, "is longer than the 3 bytes"],
    ["a size that is too large", { size: 300 }, "ended after 5 of 300 bytes"],
  ])("is refused: %s", async (_, lie, why) => {
    await writeFile(inOut("a.txt"), "old");
    forge.files = [{ name: "a.txt", content: "alpha", ...lie }];
    const { code, log } = await download("--clobber", "--retries", "2");
    expect([code, log]).toEqual([1, expect.stringContaining(why)]);
    expect(await readFile(inOut("a.txt"), "utf8")).toBe("old");
  });

  it("is read no further than its size, although it has no end", async () => {
    let sent = 0;
    const answer = (
      _: unknown,
      response: { write(chunk: Buffer): boolean; on(word: "close", heard: () => void): void },
    ): true => {
      const timer = setInterval(() => {
        sent += 65_536;
        response.write(Buffer.alloc(65_536));
      }, 1);
      response.on("close", () => {
        clearInterval(timer);
      });
      return true;
    };
    forge.files = [{ name: "a.txt", size: 100_000, digest: null, answer: answer }];
    expect((await download()).code).toBe(1);
    expect(sent).toBeLessThan(20_000_000);
    expect((await left()).filter((one) => one === "a.txt")).toEqual([]);
  });
});

describe("a redirect to another host", () => {
  it("is followed without the token", async () => {
    const seen: unknown[] = [];
    const other = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end("alpha");
    });
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    const { port } = other.address() as AddressInfo;
    const location = `http://127.0.0.1:${port}/storage?sig=1`;
    forge.files = [
      { name: "a.txt", content: "alpha", answer: (_, response) => !!response.writeHead(302, { location }).end() },
    ];
    const { code, log } = await download();
    other.closeAllConnections();
    other.close();
    expect(code).toBe(0);
    expect(seen).toEqual([undefined]);
    expect(log).not.toContain(TOKEN);
  });
});

describe("a download that breaks off", () => {
  const content = "0123456789".repeat(50_000);
  const half = content.length / 2;

  const cut = (response: import("node:http").ServerResponse, headers: Record<string, string> = {}): true => {
    response.writeHead(200, { "content-length": content.length, ...headers });
    response.write(content.slice(0, half), () => setTimeout(() => response.destroy(), 20));
    return true;
  };

  it.each([
    ["the same digest", undefined, {}],
    ["the same ETag", null, { etag: '"one"' }],
  ] as const)("goes on where it was, by %s", async (_, digest, headers) => {
    const ranges: (string | undefined)[] = [];
    forge.files = [
      {
        ...{ name: "a.bin", content, ...(digest === undefined ? {} : { digest }) },
        answer(request, response, nth) {
          ranges.push(request.headers.range);
          if (nth === 1) return cut(response, headers);
          const [, from = "0"] = /bytes=(\d+)-/.exec(request.headers.range ?? "") ?? [];
          const range = `bytes ${from}-${content.length - 1}/${content.length}`;
          response.writeHead(206, { ...headers, "content-range": range }).end(content.slice(Number(from)));
          return true;
        },
      },
    ];
    expect((await download()).code).toBe(0);
    expect(ranges).toHaveLength(2);
    expect(ranges[0]).toBeUndefined();
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
    expect(await readFile(inOut("a.bin"), "utf8")).toBe(content);
    expect(await left()).toEqual(["a.bin"]);
  });

  it("begins anew where the content is another one now", async () => {
    forge.files = [
      {
        ...{ name: "a.bin", content, digest: null },
        answer(request, response, nth) {
          if (nth === 1) return cut(response, { etag: '"old"' });
          const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? "0");
          // A server that heeds no If-Range, and sends the rest of another file.
          const headers = { etag: '"new"', "content-range": `bytes ${from}-${content.length - 1}/${content.length}` };
          const turned = [...content].reverse().join("");
          if (from > 0) response.writeHead(206, headers).end(turned.slice(from));
          else response.writeHead(200, { etag: '"new"' }).end(turned);
          return true;
        },
      },
    ];
    expect((await download()).code).toBe(0);
    expect(await readFile(inOut("a.bin"), "utf8")).toBe([...content].reverse().join(""));
    expect(await left()).toEqual(["a.bin"]);
  });

  it("is taken up by the next run, which trusts nothing but the digest", async () => {
    forge.files = [{ name: "a.bin", content, answer: (_, response) => cut(response) }];
    expect((await download("--retries", "0")).code).toBe(1);
    const [part = ""] = await left();
    // Somebody has been at it.
    const bytes = await readFile(inOut(part));
    bytes.fill("x", 0, 10);
    await writeFile(inOut(part), bytes);
    forge.files = [
      {
        ...{ name: "a.bin", content },
        answer(request, response) {
          const [, from] = /bytes=(\d+)-/.exec(request.headers.range ?? "") ?? [];
          if (from === undefined) return false;
          const range = `bytes ${from}-${content.length - 1}/${content.length}`;
          response.writeHead(206, { "content-range": range }).end(content.slice(Number(from)));
          return true;
        },
      },
    ];
    expect((await download()).code).toBe(0);
    expect(await readFile(inOut("a.bin"), "utf8")).toBe(content);
  });

  it("begins anew where a server sends a part that overlaps", async () => {
    forge.files = [
      {
        ...{ name: "a.bin", content },
        answer(request, response, nth) {
          if (nth === 1) return cut(response);
          if (request.headers.range === undefined) return false;
          response.writeHead(206, { "content-range": `bytes 0-${content.length - 1}/${content.length}` }).end(content);
          return true;
        },
      },
    ];
    expect((await download()).code).toBe(0);
    expect(await readFile(inOut("a.bin"), "utf8")).toBe(content);
  });
});

describe("a file that gets smaller", () => {
  it("has nothing left of what was longer", async () => {
    await writeFile(inOut("a.txt"), "x".repeat(10_000));
    forge.files = [{ name: "a.txt", content: "short" }];
    expect((await download("--clobber")).code).toBe(0);
    expect(await readFile(inOut("a.txt"), "utf8")).toBe("short");
  });
});
