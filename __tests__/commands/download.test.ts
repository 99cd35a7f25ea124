import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { NAMES, type Stage, endAll, expectCall, startStage } from "./stage";

afterAll(endAll);

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const FILES = { "a.txt": "alpha", "b.bin": "beta", "c-d.txt": "gamma" };

function seed({ repo }: Stage): void {
  const assets = Object.entries(FILES).map(([name, content]) => ({ name, content }));
  repo.release({ tag: "v1.0.0", title: "One", assets });
}

describe.each(NAMES)("%s", (name) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage(name);
    seed(stage);
  });
  const at = (file: string): string => join(stage.workspace.folder, file);

  it("downloads the files of a release, each once", async () => {
    const { json } = await expectCall(stage.call(["download", "v1.0.0", "--dir", "out/deep", "--json"]), 0);
    const found = json as { name: string; file: string; sha256: string; status: string; size: number }[];
    expect(found.map((one) => [one.name, one.file, one.size, one.sha256, one.status]).sort()).toEqual(
      Object.entries(FILES)
        .map(([file, text]) => [file, `out/deep/${file}`, text.length, sha256(text), "downloaded"])
        .sort(),
    );
    for (const [file, text] of Object.entries(FILES)) expect(await readFile(at(`out/deep/${file}`), "utf8")).toBe(text);
    expect((await readdir(at("out/deep"))).sort()).toEqual(Object.keys(FILES).sort());
    expect(stage.sandbox.violations).toEqual([]);
  });

  it("leaves what is there with the same content alone", async () => {
    const { json } = await expectCall(stage.call(["download", "v1.0.0", "--dir=out/deep", "--json"]), 0);
    expect((json as { status: string }[]).map(({ status }) => status)).toEqual(["present", "present", "present"]);
  });

  it("takes patterns, and replaces other content only with --clobber", async () => {
    await mkdir(at("two"));
    await writeFile(at("two/a.txt"), "of mine and much longer than it");
    await writeFile(at("two/b.bin"), "BETA");
    // Where the forge tells neither size nor digest, only reading the file does.
    const refused = await stage.call(["download", "v1.0.0", "a.txt", "--dir", "two"]);
    expect(refused.code).toBe(name === "gitcode" ? 1 : 2);
    expect(refused.stderr).toContain("a.txt is there with other content.");
    expect(await readFile(at("two/a.txt"), "utf8")).toMatch(/^of mine/);
    expect(await readdir(at("two"))).toEqual(["a.txt", "b.bin"]);
    const same = await stage.call(["download", "v1.0.0", "b.bin", "--dir", "two"]);
    expect(same.code).toBeGreaterThan(0);
    expect(await readFile(at("two/b.bin"), "utf8")).toBe("BETA");
    const { json } = await expectCall(
      stage.call(["download", "v1.0.0", "[ab].*", "--dir=two", "--clobber", "--json"]),
      0,
    );
    expect((json as { name: string }[]).map((one) => one.name).sort()).toEqual(["a.txt", "b.bin"]);
    expect(await readFile(at("two/a.txt"), "utf8")).toBe("alpha");
    expect(await readFile(at("two/b.bin"), "utf8")).toBe("beta");
    expect(await readdir(at("two"))).toEqual(["a.txt", "b.bin"]);
  });

  it("takes a first word that can be no tag for a pattern, of the latest release", async () => {
    const told = async (...words: string[]): Promise<unknown> =>
      ((await expectCall(stage.call([...words, "--json"]), 0)).json as { name: string }[])
        .map((one) => one.name)
        .sort();
    expect(await told("download", "[ab].*", "c-?.txt", "--dir", "latest")).toEqual(["a.txt", "b.bin", "c-d.txt"]);
    expect(await told("download", "*.txt", "--tag-name", "v1.0.0", "--dir", "latest")).toEqual(["a.txt", "c-d.txt"]);
    expect(await told("verify", "*.bin")).toEqual(["b.bin"]);
  });

  it("verifies what is there, and what was changed", async () => {
    const whole = await expectCall(stage.call(["verify", "v1.0.0", "--json"]), 0);
    const found = whole.json as { name: string; status: string; sha256: string }[];
    expect(found.map((one) => [one.name, one.sha256]).sort()).toEqual(
      Object.entries(FILES)
        .map(([file, text]) => [file, sha256(text)])
        .sort(),
    );
    for (const { status } of found) expect(["ok", "unknown"]).toContain(status);
    await stage.workspace.write("mine/a.txt", "alpha");
    await stage.workspace.write("mine/b.bin", "other");
    const local = await expectCall(stage.call(["verify", "v1.0.0", "mine/a.txt", "mine/b.bin", "--json"]), 1);
    // Quoted, no shell has filled in what the pattern stands for.
    expect((await expectCall(stage.call(["verify", "v1.0.0", "mine/*", "--json"]), 1)).json).toEqual(local.json);
    expect((local.json as { name: string; status: string }[]).map((one) => [one.name, one.status])).toEqual([
      ["a.txt", "ok"],
      ["b.bin", "different"],
    ]);
  });
});

describe("on GitHub", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage("github");
    seed(stage);
  });

  it("says of a pattern that fits nothing which files there are", async () => {
    const { stderr } = await expectCall(stage.call(["download", "v1.0.0", "*.exe"]), 2);
    expect(stderr).toContain("“*.exe” fits no file of the release v1.0.0.");
    expect(stderr).toContain("a.txt");
  });

  it("reads lists of checksums", async () => {
    const sums = `${sha256("one")}  one.zip\n${sha256("other")} *two.zip\n${sha256("x")}  gone.zip\n`;
    const assets = [
      { name: "one.zip", content: "one" },
      { name: "two.zip", content: "two" },
      { name: "SHA256SUMS", content: sums },
    ];
    stage.repo.release({ tag: "v2.0.0", assets });
    const { json } = await expectCall(stage.call(["verify", "v2.0.0", "--json"]), 1);
    expect((json as { name: string; status: string }[]).map((one) => [one.name, one.status]).sort()).toEqual([
      ["SHA256SUMS", "ok"],
      ["gone.zip", "missing"],
      ["one.zip", "ok"],
      ["two.zip", "different"],
    ]);
  });

  it("downloads by the bundle as well", async () => {
    const ran = await expectCall(stage.call(["download", "v1.0.0", "--dir", "by-bundle"], { bundle: "the door" }), 0);
    expect(ran.stdout).toContain("by-bundle/a.txt\n");
    expect(await readFile(join(stage.workspace.folder, "by-bundle/b.bin"), "utf8")).toBe("beta");
  });
});
