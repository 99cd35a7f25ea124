import { remarksOn } from "../../src/operations/copy/leads";
import { runInProcess } from "../doors/in-process";
import { NAMES, type Stage, endAll, startStage } from "./stage";

afterAll(endAll);

interface CopiedJson {
  readonly tag_name: string;
  readonly status: string;
  readonly error: string | null;
  readonly assets: readonly { readonly name: string; readonly status: string }[];
}

const tokenOf = ({ place, sandbox }: Stage): string => (place.length > 0 ? sandbox.tokens.good : "");

const addressOf = ({ sandbox, repo }: Stage): string => `${sandbox.serverUrl}/${repo.path}`;

async function copy(from: Stage, to: Stage, ...words: readonly string[]) {
  const sides = [
    ...["--from", addressOf(from), "--from-forge", from.name, "--from-api-url", from.sandbox.apiUrl],
    ...["--to", addressOf(to), "--to-forge", to.name, "--to-api-url", to.sandbox.apiUrl],
    ...["--from-token-env", "A", "--to-token-env", "B"],
  ];
  const ran = await runInProcess({
    words: ["copy", ...words, ...sides, "--json", "--retry-delay", "0.01"],
    env: { PATH: process.env.PATH, A: tokenOf(from), B: tokenOf(to) },
    folder: from.workspace.folder,
  });
  for (const secret of [tokenOf(from), tokenOf(to)]) expect(ran.log).not.toContain(secret);
  const json = ran.stdout === "" ? [] : (JSON.parse(ran.stdout) as CopiedJson[]);
  return { ...ran, json };
}

const TAGS = ["v1.0.0", "v1.1.0", "v2.0.0-rc.1"];

function seed({ repo }: Stage): void {
  for (const tag of TAGS) {
    repo.commit(tag);
    const assets = [`a-${tag}.txt`, `b-${tag}.bin`].map((name) => ({ name, content: `${tag} ${name}` }));
    repo.release({ tag, title: `Version ${tag}`, notes: `Notes of ${tag}`, prerelease: tag.includes("rc"), assets });
  }
}

function mirror({ repo }: Stage, ...tags: readonly string[]): void {
  for (const tag of tags) {
    repo.commit(tag);
    repo.tag(tag, { annotated: `Notes of ${tag}` });
  }
}

const filesOf = ({ repo }: Stage): Record<string, string[]> =>
  Object.fromEntries(
    repo.seen().map(({ tag, assets }) => [tag, assets.map(({ name, sha256 }) => `${name} ${sha256}`).sort()]),
  );

describe.each(NAMES.filter((name) => name !== "github"))("from GitHub to %s, and back", (name) => {
  let from: Stage;
  let to: Stage;
  beforeAll(async () => {
    from = await startStage("github");
    to = await startStage(name);
    seed(from);
    mirror(to, ...TAGS);
  });

  it("copies every release, the oldest first, with its notes and files", async () => {
    const { code, json, log } = await copy(from, to, "--all");
    if (code !== 0) throw new Error(log);
    expect(json.map(({ tag_name }) => tag_name)).toEqual(TAGS);
    expect(filesOf(to)).toEqual(filesOf(from));
    for (const { tag, notes } of to.repo.seen()) expect(notes).toContain(`Notes of ${tag}`);
    expect([...from.sandbox.violations, ...to.sandbox.violations]).toEqual([]);
  });

  it("sends nothing the second time", async () => {
    const writes = to.repo.writes().length;
    const { code, json, log } = await copy(from, to, "--all");
    if (code !== 0) throw new Error(log);
    expect(json.map(({ status }) => status)).toEqual(["unchanged", "unchanged", "unchanged"]);
    expect(to.repo.writes()).toHaveLength(writes);
  });

  it("copies to GitHub as well", async () => {
    const back = await startStage("github");
    mirror(back, ...TAGS);
    const { code, json, log } = await copy(to, back, "v1.1.0");
    if (code !== 0) throw new Error(log);
    expect(json).toEqual([expect.objectContaining({ tag_name: "v1.1.0", status: "copied" })]);
    expect(filesOf(back)["v1.1.0"]).toEqual(filesOf(from)["v1.1.0"]);
  });
});

describe("copy", () => {
  let from: Stage;
  let to: Stage;
  beforeAll(async () => {
    from = await startStage("github");
    to = await startStage("gitea");
    seed(from);
    from.repo.release({ tag: "v3.0.0", draft: true });
    mirror(to, "v1.0.0", "v2.0.0-rc.1");
  });

  it("goes on with the others when one fails, and leaves drafts out", async () => {
    const { code, json } = await copy(from, to, "--all");
    expect(code).toBe(1);
    expect(json.map(({ tag_name, status }) => [tag_name, status])).toEqual([
      ["v1.0.0", "copied"],
      ["v1.1.0", "failed"],
      ["v2.0.0-rc.1", "copied"],
    ]);
    expect(json[1]?.error).toContain("v1.1.0");
  });

  it("copies what is missing by the next run, and what differs only with --overwrite", async () => {
    mirror(to, "v1.1.0");
    const next = await copy(from, to, "--since", "v1.1.0");
    expect(next.json.map(({ status }) => status)).toEqual(["copied", "unchanged"]);
    const source = from.repo.releases.find(({ tagName }) => tagName === "v1.0.0");
    Object.assign(source ?? {}, { body: "Other notes" });
    expect((await copy(from, to, "v1.0.0")).json[0]?.status).toBe("unchanged");
    const over = await copy(from, to, "v1.0.0", "--overwrite");
    expect(over.json[0]?.status).toBe("updated");
    expect(to.repo.seen().find(({ tag }) => tag === "v1.0.0")?.notes).toBe("Other notes");
    expect((await copy(from, to, "v1.0.0", "--overwrite")).json[0]?.status).toBe("unchanged");
  });

  it("gives neither token to the other side", () => {
    const [a, b] = [from, to].map(({ sandbox }) =>
      sandbox.requests.map(({ headers }) => JSON.stringify(headers)).join(),
    );
    expect(a).not.toContain(tokenOf(to));
    expect(b).not.toContain(tokenOf(from));
  });

  it.each([
    [["--from", "https://a.test/o/r", "--to", "https://b.test/o/r"], "copy needs to know which releases"],
    [["--all", "--since", "v1", "--from", "https://a.test/o/r", "--to", "https://b.test/o/r"], "exclude each other"],
    [["--all", "--to", "https://b.test/o/r"], "copy needs --from ADDRESS"],
    [["--all", "--from", "o/r", "--to", "https://b.test/o/r"], "--from must be the web address of a repository"],
    [
      ["--all", "--token-env", "A", "--from", "https://a.test/o/r", "--to", "."],
      "use --from-token-env and --to-token-env",
    ],
    [["--all", "--from", "https://me:secret@github.com/o/r", "--to", "."], "holds a password"],
  ])("%j: %s", async (words, problem) => {
    const { code, log } = await runInProcess({
      words: ["copy", ...words],
      env: { PATH: process.env.PATH, A: "token-of-a" },
      folder: from.workspace.folder,
    });
    expect([code, log]).toEqual([2, expect.stringContaining(problem)]);
  });
});

describe("notes that lead elsewhere", () => {
  it.each([
    ["see https://git.test/o/r/issues/3", ["lead to the forge they come from: https://git.test/o/r/issues/3"]],
    ["![x](/o/r/uploads/1.png) fixes #12", ["hold what means something else elsewhere: /o/r/uploads/1.png, #12"]],
    ["[docs](docs/a.md)", ["docs/a.md"]],
    ["[site](https://example.com/a) and mail@example.com", []],
  ])("%s", (notes, expected) => {
    const found = remarksOn("v1", notes, "https://git.test/o/r");
    expect(found).toHaveLength(expected.length);
    for (const [at, part] of expected.entries()) expect(found[at]).toContain(part);
  });
});
