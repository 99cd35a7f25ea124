import { publicHosts } from "../http/public-hosts";
import { type CopyOptions, copyBetween, mirror } from "./copy-stage";
import { type Stage, endAll, startStage } from "./stage";

afterAll(endAll);

const MIB = 1024 ** 2;

/** A source with a release of which one file is told to be larger than it is, so that nobody has to send it. */
async function source(size: number): Promise<Stage> {
  const from = await startStage("github");
  for (const tag of ["v1.0.0", "v1.1.0"]) {
    from.repo.commit(tag);
    const assets = ["a.txt", ...(tag === "v1.0.0" ? ["large.bin"] : []), "z.txt"].map((name) => ({ name }));
    from.repo.release({ tag, title: tag, notes: `Notes of ${tag}`, assets });
  }
  const body = (told: unknown): unknown =>
    (told as { name: string }[]).map((one) => (one.name === "large.bin" ? { ...one, size } : one));
  from.sandbox.faults.add({ path: /\/releases\/\d+\/assets$/, times: Infinity, do: { kind: "alter", body } });
  return from;
}

const namesOf = ({ repo }: Stage, wanted: string): string[] =>
  repo.seen().flatMap(({ tag, assets }) => (tag === wanted ? assets.map(({ name }) => name).sort() : []));

/** A target that is found at its public address, where its limit is known. */
async function publicTarget(name: "gitee" | "tgit", host: string, from: Stage): Promise<[Stage, CopyOptions]> {
  const to = await startStage(name);
  const { environment } = await publicHosts({ [host]: to.sandbox.serverUrl }, from.workspace);
  mirror(to, "v1.0.0", "v1.1.0");
  return [to, { env: environment, to: ["--to", `https://${host}/${to.repo.path}`, "--to-token-env", "B"] }];
}

describe.each([
  ["gitee", "gitee.com", 100 * MIB + 1, "large.bin has 100 MiB; the forge accepts at most 100 MiB a file."],
  ["tgit", "git.code.tencent.com", 201 * MIB, "large.bin has 201 MiB; the forge accepts at most 200 MiB a file."],
] as const)("a file that is too large for %s", (name, host, size, told) => {
  it("is told by name, and keeps neither its neighbours nor other releases back", async () => {
    const from = await source(size);
    const [to, options] = await publicTarget(name, host, from);
    const { code, json, stderr } = await copyBetween(from, to, ["--all"], options);
    expect([code, stderr]).toEqual([1, expect.stringContaining(`v1.0.0 was not copied whole: ${told}`)]);
    expect(json.map(({ tag_name, status, error }) => [tag_name, status, error])).toEqual([
      ["v1.0.0", "failed", told],
      ["v1.1.0", "copied", null],
    ]);
    expect(namesOf(to, "v1.0.0")).toEqual(["a.txt", "z.txt"]);
    expect(json[0]?.assets.map((one) => [one.name, one.status])).toEqual([
      ["a.txt", "uploaded"],
      ["large.bin", "skipped"],
      ["z.txt", "uploaded"],
    ]);

    const writes = to.repo.writes().length;
    const again = await copyBetween(from, to, ["--all"], options);
    expect([again.code, again.json.map(({ status, error }) => [status, error])]).toEqual([
      1,
      [
        ["failed", told],
        ["unchanged", null],
      ],
    ]);
    expect(to.repo.writes()).toHaveLength(writes);
    expect(to.sandbox.violations).toEqual([]);

    const planned = await copyBetween(from, to, ["v1.0.0", "--dry-run"], options);
    expect([planned.code, planned.json[0]]).toEqual([1, expect.objectContaining({ status: "failed", error: told })]);
  });

  it("is left out where that is asked for, or linked to", async () => {
    const from = await source(size);
    const [to, options] = await publicTarget(name, host, from);
    const skipped = await copyBetween(from, to, ["v1.0.0", "--oversized-files", "skip"], options);
    expect([skipped.code, skipped.json[0]]).toEqual([0, expect.objectContaining({ status: "copied", error: null })]);
    expect(skipped.stderr).toContain(`Skipped: ${told}`);

    const [other, at] = await publicTarget(name, host, from);
    // A stranger is told the size that it has: what is told by the list is only said here.
    const link = await copyBetween(from, other, ["v1.0.0", "--oversized-files", "link"], at);
    expect([link.code, link.json[0]?.error]).toEqual([1, expect.stringContaining("strangers get")]);
    expect(namesOf(other, "v1.0.0")).toEqual([]);
  });
});

describe("a limit that shows only when a file is sent", () => {
  const CONTENT = "x".repeat(3000);
  const start = async (): Promise<[Stage, Stage]> => {
    const from = await startStage("github");
    const assets = [{ name: "a.txt" }, { name: "large.bin", content: CONTENT }, { name: "z.txt" }];
    from.repo.release({ tag: "v1.0.0", assets });
    const to = await startStage("gitea", { limits: { proxy: 2000 } } as object);
    mirror(to, "v1.0.0");
    return [from, to];
  };

  it("is told by what the server said, every time, and nothing else is sent again", async () => {
    const [from, to] = await start();
    const first = await copyBetween(from, to, ["v1.0.0"]);
    const told = "large.bin has 2.9 KiB, which is too large for this server.";
    expect([first.code, first.json[0]?.status]).toEqual([1, "failed"]);
    expect(first.json[0]?.error).toContain(told);
    expect(first.json[0]?.error).toContain("413");
    expect(namesOf(to, "v1.0.0")).toEqual(["a.txt", "z.txt"]);
    expect(to.repo.seen()[0]).toMatchObject({ draft: false });

    const before = to.repo.requests().length;
    const again = await copyBetween(from, to, ["v1.0.0"]);
    expect([again.code, again.json[0]?.error]).toEqual([1, expect.stringContaining(told)]);
    const sent = to.repo.requests().slice(before);
    expect(sent.filter(({ method }) => method !== "GET").map(({ status }) => status)).toEqual([413]);
  });

  it("leads to a link in the notes where one is asked for and strangers get the file", async () => {
    const [from, to] = await start();
    const { code, json, log } = await copyBetween(from, to, ["v1.0.0", "--oversized-files", "link"]);
    if (code !== 0) throw new Error(log);
    expect(json[0]?.status).toBe("copied");
    expect(to.repo.seen()[0]?.notes).toContain(`/releases/download/v1.0.0/large.bin>) (2.9 KiB)`);
    const writes = to.repo.writes().length;
    const again = await copyBetween(from, to, ["v1.0.0", "--oversized-files", "link"]);
    expect([again.code, again.json[0]?.status]).toEqual([0, "unchanged"]);
    expect(to.repo.writes()).toHaveLength(writes);
  });

  it("is told where it could be linked to and strangers see nothing", async () => {
    const from = await startStage("github");
    const closed = { ...from, repo: from.sandbox.repository(undefined, { private: true }) };
    closed.repo.release({ tag: "v1.0.0", assets: [{ name: "large.bin", content: CONTENT }, { name: "z.txt" }] });
    const to = await startStage("gitea", { limits: { proxy: 2000 } } as object);
    mirror(to, "v1.0.0");
    const { code, stderr } = await copyBetween(closed, to, ["v1.0.0", "--oversized-files", "link"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("is not open to strangers")]);
    expect(namesOf(to, "v1.0.0")).toEqual(["z.txt"]);
  });
});
