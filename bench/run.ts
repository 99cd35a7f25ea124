import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GitHubSandbox, startGitHub } from "../sandbox/github";
import { type Cost, cost, median } from "./measure";

/**
 * What the bundle costs beside what people would use instead, in one run on one machine: ratios, not times.
 * Needs `/usr/bin/time` (Debian: time) and `curl`. `npm run bench -- --rounds 3 --size 1.9` (GiB).
 */
const MIB = 1024 * 1024;
const rounds = Number(option("rounds", "3"));
const size = Math.round(Number(option("size", "1.9")) * 1024 * MIB);
const folder = await mkdtemp(join(tmpdir(), "forge-release-bench-"));
try {
  await startUp();
  await largeFile();
} finally {
  await rm(folder, { recursive: true, force: true });
}

function option(name: string, fallback: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
}

/** A run without files against a server that answers at once, beside `node -e 0`; medians of 10. */
async function startUp(): Promise<void> {
  const github = await startGitHub({ shape: "github.com" });
  try {
    const [bare, action, command]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < 10; round++) {
      bare.push((await cost({ command: process.execPath, words: ["-e", "0"] })).milliseconds);
      action.push((await publish(github, `v1.0.${round}`, {})).milliseconds);
      const words = ["--server-url", github.serverUrl, "--api-url", github.apiUrl, "--forge", "github"];
      const flags = [
        ...words,
        "--repository",
        "me/app",
        "--token-env",
        "TOKEN",
        "--tag-name",
        `v2.0.${round}`,
        "--target-commitish",
        "main",
      ];
      command.push(
        (await cost({ command: process.execPath, words: ["dist/index.js", ...flags], env: { TOKEN: github.token } }))
          .milliseconds,
      );
    }
    const base = median(bare);
    console.log(`start to exit, medians of 10, node ${process.version}: node -e 0 ${base.toFixed(0)} ms`);
    console.log(
      `  as an action without files  ${median(action).toFixed(0)} ms = ${(median(action) / base).toFixed(2)} ×`,
    );
    console.log(
      `  as a command without files  ${median(command).toFixed(0)} ms = ${(median(command) / base).toFixed(2)} ×`,
    );
    console.log(`  dist/index.js               ${(await stat("dist/index.js")).size} bytes`);
  } finally {
    await github.close();
  }
}

/** One large file, beside curl sending the same bytes to the same server. */
async function largeFile(): Promise<void> {
  const file = join(folder, "large.bin");
  await (await open(file, "w")).truncate(size);
  const github = await startGitHub({ shape: "github.com", discard: true });
  try {
    const repository = github.repository("me/app");
    const [ours, theirs]: [Cost[], Cost[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      const tag = `v3.0.${round}`;
      const { id } = repository.release({ tag: `${tag}-curl`, draft: true });
      const upload = `${github.uploadUrl}/repos/me/app/releases/${id}/assets?name=large.bin`;
      const headers = [
        "-H",
        `Authorization: token ${github.token}`,
        "-H",
        "Content-Type: application/octet-stream",
        "-H",
        "Accept: application/json",
      ];
      theirs.push(await cost({ command: "curl", words: ["-sf", "-X", "POST", ...headers, "-T", file, upload] }));
      ours.push(await publish(github, tag, { INPUT_FILES: file }));
    }
    const [mine, curl] = [
      median(ours.map(({ milliseconds }) => milliseconds)),
      median(theirs.map(({ milliseconds }) => milliseconds)),
    ];
    const peak = Math.max(...ours.map(({ peak }) => peak));
    console.log(`upload of ${(size / MIB / 1024).toFixed(2)} GiB, medians of ${rounds}: curl ${curl.toFixed(0)} ms`);
    console.log(
      `  whole publish               ${mine.toFixed(0)} ms = ${(mine / curl).toFixed(2)} ×, peak memory ${(peak / MIB).toFixed(0)} MiB`,
    );
  } finally {
    await github.close();
  }
}

async function publish(github: GitHubSandbox, tag: string, inputs: Record<string, string>): Promise<Cost> {
  const repository = github.repository("me/app");
  repository.tag(tag);
  const env = {
    ...repository.environment({ tag }),
    GITHUB_WORKSPACE: folder,
    INPUT_JOB_TOKEN: github.token,
    ...inputs,
  };
  return cost({ command: process.execPath, words: ["dist/index.js"], env });
}
