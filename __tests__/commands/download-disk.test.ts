import { mkdir, readFile, readdir, symlink } from "node:fs/promises";
import { diskTrouble } from "../../src/operations/download/disk";
import { PublishError, explain } from "../../src/errors";
import type { EvilFile } from "./evil-forge";
import { evilStage } from "./evil-stage";

const stage = evilStage();
const { at } = stage;
const download = (...words: readonly string[]) => stage.call(["download", ...words]);
const fetched = (): unknown[] => stage.forge.requests.filter(({ url }) => url.includes("/releases/assets/"));

describe("the folder", () => {
  it.each([
    ["link", "is a link, and nothing is written through one."],
    ["link/below", "is a link, and nothing is written through one."],
    ["loose", "is a link, and nothing is written through one."],
    ["file", "is there and is no folder."],
    ["file/below", "is there and is no folder."],
  ])("%s is refused before anything is fetched", async (dir, why) => {
    await mkdir(at("real"));
    await symlink(at("real"), at("link"));
    await symlink(at("nowhere"), at("loose"));
    await stage.workspace.write("file", "mine");
    stage.forge.files = [{ name: "a.txt", content: "alpha" }];
    const { code, stderr } = await download("--dir", dir);
    expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
    if (dir.startsWith("link")) expect(stderr).toContain(`--dir ${at("real")}`);
    expect([fetched(), await readdir(at("real"))]).toEqual([[], []]);
  });

  it("may lie behind a link where it is outside of the working directory", async () => {
    await mkdir(at("real/here"), { recursive: true });
    await symlink(at("real"), at("way"));
    stage.forge.files = [{ name: "a.txt", content: "alpha" }];
    expect((await stage.call(["download", "--dir", "../../way/out"], at("real/here"))).code).toBe(0);
    expect(await readFile(at("real/out/a.txt"), "utf8")).toBe("alpha");
  });
});

describe("a disk that takes no more", () => {
  it("is told with what to do, and what has come is gone on with", async () => {
    const content = "0123456789abcdef".repeat(2 ** 17);
    let from: string | undefined;
    const answer: EvilFile["answer"] = (request, response) => {
      const [, start] = /bytes=(\d+)-/.exec(request.headers.range ?? "") ?? [];
      if (start === undefined) return false;
      from = start;
      const range = `bytes ${start}-${content.length - 1}/${content.length}`;
      response.writeHead(206, { "content-range": range }).end(content.slice(Number(start)));
      return true;
    };
    stage.forge.files = [
      { name: "large.bin", content, answer },
      { name: "small.txt", content: "small" },
    ];
    // 1.5 MiB, in blocks of 1 KiB.
    const under = ["bash", "-c", 'ulimit -f 1536; exec "$@"', "bash"];
    const why = "a limit on the size of files is a process's own";
    const ran = await stage.workspace.command(stage.wordsFor("download", "--dir", "out"), stage.env, {
      process: { why, under },
    });
    expect([ran.code, ran.stderr]).toEqual([
      1,
      expect.stringContaining("out/large.bin could not be written: the file is"),
    ]);
    expect(ran.stderr).toContain("(EFBIG).");
    expect((await readdir(at("out"))).filter((name) => !name.startsWith("."))).toEqual(["small.txt"]);

    expect((await download("--dir", "out")).code).toBe(0);
    expect(Number(from)).toBeGreaterThan(0);
    expect(await readFile(at("out/large.bin"), "utf8")).toBe(content);
    expect((await readdir(at("out"))).sort()).toEqual(["large.bin", "small.txt"]);
  });

  it.each([
    ["ENOSPC", "no space is left on the disk", true],
    ["EDQUOT", "the disk quota of this user is used up", true],
    ["EROFS", "the disk is read-only", true],
    ["EFBIG", "the file is larger", false],
  ])("%s", (code, told, ofAll) => {
    const trouble = diskTrouble(Object.assign(new Error("write"), { code }), "/x/a.bin");
    expect(trouble.ofAll).toBe(ofAll);
    expect(explain(trouble.error)).toEqual({
      told: [expect.stringContaining(`/x/a.bin could not be written: ${told}`)],
      hint: expect.stringContaining("--dir"),
    });
    const other = new PublishError({ what: "The server said no." });
    expect(diskTrouble(other, "/x/a.bin")).toEqual({ error: other, ofAll: false });
  });
});

describe("a file without a digest that is another one when a download goes on", () => {
  const [old, now] = ["old ".repeat(50_000), "new ".repeat(50_000)];

  const cut: EvilFile["answer"] = (_, response) => {
    response.writeHead(200, { "content-length": old.length, etag: '"old"' });
    response.write(old.slice(0, old.length / 2), () => setTimeout(() => response.destroy(), 20));
    return true;
  };
  const part: NonNullable<EvilFile["answer"]> = (request, response) => {
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? "0");
    const headers = { etag: '"new"', "content-range": `bytes ${from}-${now.length - 1}/${now.length}` };
    if (from > 0) response.writeHead(206, headers).end(now.slice(from));
    else response.writeHead(200, { etag: '"new"' }).end(now);
    return true;
  };

  it("is asked for under the condition that it is the same, in the same run", async () => {
    const conditions: unknown[] = [];
    const answer: EvilFile["answer"] = (request, response, nth) => {
      if (nth === 1) return cut(request, response, nth);
      conditions.push(request.headers["if-range"]);
      // As the standard has it: the whole, because the condition does not hold.
      response.writeHead(200, { etag: '"new"' }).end(now);
      return true;
    };
    stage.forge.files = [{ name: "a.bin", size: now.length, content: now, digest: null, answer }];
    expect((await download("--dir", "out")).code).toBe(0);
    expect(conditions).toEqual(['"old"']);
    expect(await readFile(at("out/a.bin"), "utf8")).toBe(now);
  });

  it("is fetched anew by the next run, whatever the server makes of conditions", async () => {
    stage.forge.files = [{ name: "a.bin", content: old, digest: null, answer: cut }];
    expect((await download("--dir", "out", "--retries", "0")).code).toBe(1);
    stage.forge.files = [{ name: "a.bin", content: now, digest: null, answer: part }];
    expect((await download("--dir", "out")).code).toBe(0);
    expect(await readFile(at("out/a.bin"), "utf8")).toBe(now);
    expect(await readdir(at("out"))).toEqual(["a.bin"]);
  });
});

it.each([
  ["with a digest", {}],
  ["without one", { digest: null }],
] as const)("an empty file is written, and found the next time (%s)", async (_, more) => {
  stage.forge.files = [{ name: "empty.txt", content: "", ...more }];
  for (const status of ["downloaded", "present"]) {
    const { code, stdout } = await download("--dir", "out", "--json");
    expect([code, JSON.parse(stdout)]).toEqual([0, [expect.objectContaining({ size: 0, status })]]);
    expect(await readdir(at("out"))).toEqual(["empty.txt"]);
  }
});
