import { describe, expect, it } from "vitest";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Pushed, pushedTo } from "../../sandbox";
import { startGitea } from "../../sandbox/gitea";
import { BUNDLE, type Env, type Ran } from "./bundle";
import { checkout, folder } from "./stage";

const PUSHED: Pushed = { repository: "octo/app", tag: "v1.0.0" };
const DIST = pathToFileURL(dirname(BUNDLE)).href;

/** The code of the files of dist that a run has loaded, by Node's own record of what it compiled. */
async function loadedBy(run: (env: Env) => Promise<Ran>): Promise<ReadonlyMap<string, string>> {
  const record = await mkdtemp(join(tmpdir(), "loads-"));
  try {
    const ran = await run({ NODE_V8_COVERAGE: record });
    expect([ran.code, ran.log]).toEqual([0, expect.any(String)]);
    const code = new Map<string, string>();
    for (const name of await readdir(record)) {
      const { result } = JSON.parse(await readFile(join(record, name), "utf8")) as { result: { url: string }[] };
      for (const { url } of result) if (url.startsWith(DIST)) code.set(url, await readFile(new URL(url), "utf8"));
    }
    return code;
  } finally {
    await rm(record, { recursive: true });
  }
}

/** What asks for something, and words that only the code of it has. */
const ASKED: Readonly<Record<string, readonly [Readonly<Record<string, string>>, readonly string[]]>> = {
  // Of a release that has no notes yet.
  generate_release_notes: [{ generate_release_notes: "true" }, ["Breaking changes", "The notes were not generated"]],
  notes_from_tag: [{ notes_from_tag: "true" }, ["says nothing that could be notes"]],
  changelog_path: [{ changelog_path: "CHANGELOG.md" }, ["unreleased"]],
  checksums: [{ checksums: "SHA256SUMS" }, ["could not be brought up to date", "checksums is the name of the file"]],
  verify: [{ verify: "true" }, ["did not arrive", "so that it was not looked at for"]],
  expect_files: [{ expect_files: "a.*" }, ["expect_files names what has to be there"]],
  prune_files: [{ prune_files: "*.old" }, ["Not pruned, because", "prune_files takes away"]],
  wait_for_tag: [{ wait_for_tag: "1" }, ["is not there after"]],
  floating_tags: [{ floating_tags: "true" }, ["was left alone"]],
  targets: [{ targets: "." }, ["targets names no target"]],
  push_tag: [{ push_tag: "true" }, ["nothing to push from"]],
};

describe("a run", () => {
  it("that asks for nothing of it loads no code of targets, notes, checksums and pushes; one that does, does", async () => {
    const at = await pushedTo(startGitea(), PUSHED);
    try {
      const workspace = await folder({ "a.txt": "alpha", "CHANGELOG.md": "## 1.0.0\n\nOne\n" });
      const head = await checkout(workspace.folder, `${at.serverUrl}/${PUSHED.repository}.git`);
      at.repo.push(head);
      const side = await at.git(at.repo);
      await side.take(workspace.folder, "HEAD:refs/heads/main", `HEAD:refs/tags/${PUSHED.tag}`);
      at.repo.tags.delete(PUSHED.tag);
      at.repo.tag(PUSHED.tag, { commit: head, annotated: "One\n" });
      const env = at.repo.checkedOut({ tag: PUSHED.tag });
      const run = (inputs: Readonly<Record<string, string>>) =>
        loadedBy((more) =>
          workspace.action(
            { ...env, ...more },
            { ...at.inputs, files: "a.txt", ...inputs },
            {
              process: { why: "files that are loaded" },
            },
          ),
        );
      const plain = [...(await run({})).values()].join("\n");
      for (const [name, [inputs, words]] of Object.entries(ASKED)) {
        const asked = [...(await run(inputs)).values()].join("\n");
        for (const word of words)
          expect([name, word, plain.includes(word), asked.includes(word)]).toEqual([name, word, false, true]);
      }
    } finally {
      await at.close();
    }
  });

  it("loads nothing of Node that no request needs: a whole client stands behind a getter of node:http in Node 22 on", async () => {
    const at = await pushedTo(startGitea(), PUSHED);
    try {
      const workspace = await folder({
        "a.txt": "alpha",
        "record.cjs": `process.on("exit", () => require("fs").writeFileSync(__dirname + "/loaded", JSON.stringify(process.moduleLoadList)))`,
      });
      const ran = await workspace.action(
        {
          ...at.repo.checkedOut({ tag: PUSHED.tag }),
          NODE_OPTIONS: `--require ${join(workspace.folder, "record.cjs")}`,
        },
        { ...at.inputs, files: "a.txt" },
        { process: { why: "what Node loads" } },
      );
      expect([ran.code, ran.log]).toEqual([0, expect.any(String)]);
      const loaded = JSON.parse(await readFile(join(workspace.folder, "loaded"), "utf8")) as string[];
      expect(loaded).toContain("NativeModule http");
      expect(loaded.filter((name) => /undici|webcrypto|webstreams\/adapters|NativeModule zlib$/.test(name))).toEqual(
        [],
      );
    } finally {
      await at.close();
    }
  });
});
