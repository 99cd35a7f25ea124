import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { octokitTranscript } from "../../live/record/octokit";
import { replay } from "../../live/record/replay";
import type { Transcript } from "../../live/record/transcript";
import { SANDBOXES } from "../../sandbox";
import type { Sandbox } from "../../sandbox/kernel/sandbox";

const FOLDER = "live/transcripts";
const recordings = (await readdir(FOLDER)).filter((name) => name.endsWith(".json"));

/** Options of one dialect, which the others do not know. */
type Start = (options: { version?: string }) => Promise<Sandbox>;

async function held(transcript: Transcript): Promise<string[]> {
  const version = /\d+\.\d+/.exec(transcript.software)?.[0];
  const start = SANDBOXES[transcript.forge] as unknown as Start;
  const sandbox = await start(version === undefined ? {} : { version });
  try {
    const repo = sandbox.repository(transcript.repository);
    return await replay(transcript, {
      web: sandbox.serverUrl,
      api: sandbox.apiUrl,
      uploads: "uploadUrl" in sandbox ? String(sandbox.uploadUrl) : sandbox.apiUrl,
      tokens: sandbox.tokens,
      credentials: (token) => ({ authorization: `token ${token}` }),
      repository: repo.path,
      head: repo.head(),
      tag: (tag) => {
        repo.tag(tag);
      },
    });
  } finally {
    await sandbox.close();
  }
}

async function compare(name: string, transcript: Transcript): Promise<void> {
  const file = join(FOLDER, `${name}.differences.txt`);
  const lines = await held(transcript);
  if (process.env.RENEW_DIFFERENCES === "1") await writeFile(file, lines.map((line) => `${line}\n`).join(""));
  expect(lines).toEqual((await readFile(file, "utf8")).split("\n").filter(Boolean));
}

/** With RENEW_DIFFERENCES=1 the lists beside the recordings are written anew. */
describe("what real servers said, said to the sandbox: it answers alike, but for what is listed", () => {
  it.each(recordings)("%s", async (name) => {
    const transcript = JSON.parse(await readFile(join(FOLDER, name), "utf8")) as Transcript;
    await compare(name.replace(/\.json$/, ""), transcript);
  });

  it.each(["release-assets", "release-assets-conflict"])("GitHub's own recording of %s", async (scenario) => {
    await compare(`github-${scenario}`, await octokitTranscript(scenario));
  });

  it("says where the sandbox answers otherwise", async () => {
    const transcript = await octokitTranscript("release-assets");
    const [first, ...rest] = transcript.steps;
    if (first === undefined || "tag" in first) throw new Error("no exchange");
    const other = { ...transcript, steps: [{ ...first, status: 299 }, ...rest.slice(0, 1)] };
    expect(await held(other)).toContain("POST {api}/repos/REPOSITORY/releases: 299 is 201 in the sandbox");
  });
});
