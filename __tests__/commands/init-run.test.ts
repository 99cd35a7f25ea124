import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PIPELINE_FILES } from "../../src/ci/pipeline-files";
import { createWorkspace } from "../doors/bundle";
import { runInProcess } from "../doors/in-process";
import { runStep } from "../examples/run-step";
import { EXAMPLES, PUSHED } from "../examples/table";
import { publicHosts } from "../http/public-hosts";

/** They run in the shell that CIs have, which Windows has not. */
const scripted = process.platform === "win32" ? it.skip : it;

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

/** What init writes, run as its CI runs it, makes the release. */
scripted.each(PIPELINE_FILES.map(({ id, path }) => [id, path] as const))(
  "%s: what init writes releases",
  async (ci, path) => {
    const example = EXAMPLES.find(({ file }) => file === (path === "Jenkinsfile" ? path : `${ci}.yml`));
    if (example === undefined) throw new Error(`no example of ${ci}`);
    const changelog = `# Changes\n\n## ${PUSHED.tag}\n\nWhat is new\n`;
    const workspace = await createWorkspace({ "build/app.zip": "app", "CHANGELOG.md": changelog });
    const stand = await example.start(workspace);
    endings.push(() => workspace.close(), ...stand.forges.map((forge) => () => forge.close()));
    const words = ["init", "--ci", ci, "--json"];
    const made = await runInProcess({ words, env: { PATH: process.env.PATH }, folder: workspace.folder });
    expect([made.code, JSON.parse(made.stdout)]).toEqual([
      0,
      expect.objectContaining({ file: path, status: "written" }),
    ]);
    const hosts = stand.hosts === undefined ? {} : (await publicHosts(stand.hosts, workspace)).environment;
    const at = { env: { ...stand.environment, ...hosts }, workspace };
    for (const round of example.read(await readFile(join(workspace.folder, path), "utf8"), stand.values))
      for (const step of round) {
        const { code, log } = await runStep(step, at);
        expect([code, log]).toEqual([0, expect.any(String)]);
      }
    for (const { repo } of stand.forges)
      expect(repo.seen().map(({ tag, notes, assets }) => [tag, notes.trim(), assets.map(({ name }) => name)])).toEqual([
        [PUSHED.tag, "What is new", ["app.zip"]],
      ]);
  },
);
