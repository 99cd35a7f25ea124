import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Sandbox } from "../sandbox/kernel/sandbox";
import { type Command, type Cost, cost } from "./measure";
import { inTurn, middleOf, mostOf, tableOfCosts } from "./rounds";
import { TAG, certificate, folderWith, started } from "./stage";

const MIB = 1024 * 1024;

/** One release on several forges: with `targets` in one run, beside each of them in a run of its own. */
export interface SeveralScenario {
  /** Word for `--only`. */
  readonly id: string;
  readonly title: string;
  readonly forges: readonly string[];
  readonly files: number;
  readonly size: number;
  readonly latency: number;
  readonly flags: readonly string[];
  readonly most: number;
  readonly goal: string;
}

export const SEVERAL: readonly SeveralScenario[] = [
  {
    id: "targets",
    title: "targets: GitHub, Gitee and GitCode, 5 × 1 MiB, 50 ms",
    // GitCode takes fifty requests a minute.
    ...{ forges: ["github", "gitee", "gitcode"], files: 5, size: MIB, latency: 50, flags: [], most: 7 },
    goal: "three at once ≤ 1.3 × the slowest alone",
  },
  {
    id: "hashed",
    title: "targets: GitHub, GitLab and Gitea with checksums, 1 × 1 GiB, no latency",
    ...{ forges: ["github", "gitlab", "gitea"], files: 1, size: 1024 * MIB, latency: 0, most: 3 },
    flags: ["--checksums", "SHA256SUMS"],
    goal: "the file is hashed once: read ≤ 1 + 1 an upload; peak ≤ 120 MiB",
  },
];

interface Sample extends Cost {
  readonly requests: number;
  /** Bytes that the process has read: files, and answers of servers. */
  readonly read: number;
}

/** Plays a scenario, in turn, round after round, and tells it as a table. */
export async function severalAtOnce(scenario: SeveralScenario, bundle: string, rounds: number): Promise<string> {
  const { title, goal, forges, files, size, most } = scenario;
  const runs = [...forges.map((forge) => [forge]), forges];
  const samples = await inTurn(Math.min(rounds, most), runs, (run) => once(scenario, run, bundle));
  const slowest = Math.max(...[...samples].filter(([run]) => run !== forges).map(([, of]) => middleOf(of)));
  const times = (bytes: number): string => `${(bytes / (files * size)).toFixed(2)} ×`;
  const columns = [
    ["requests", (of: readonly Sample[]) => mostOf(of, ({ requests }) => requests)],
    ["bytes read / bytes of the files", (of: readonly Sample[]) => times(mostOf(of, ({ read }) => read))],
  ] as const;
  const called = (run: readonly string[]): string => (run === forges ? "all at once" : `${run.join(", ")}, alone`);
  return tableOfCosts({ title, goal, beside: slowest, called, columns }, samples);
}

/** Servers of their own for each run: limits of a minute are nobody else's. */
async function once(
  { files, size, latency, flags }: SeveralScenario,
  forges: readonly string[],
  bundle: string,
): Promise<Sample> {
  const tls = await certificate();
  const { folder, ca } = await folderWith(tls, { files, size });
  const large = size >= 64 * MIB;
  const servers = await Promise.all(
    forges.map((forge) => started(forge, { latency, tls, discard: large || forge === "github" })),
  );
  try {
    const lines = servers.map((server, n) => line(server, forges[n] ?? ""));
    const tokens = servers.map(({ token }, n) => [`TOKEN_${n}`, token]);
    const words = [join(bundle, "index.js"), "--files", join(folder, "files", "*"), "--tag-name", TAG, ...flags];
    const told = lines.flatMap((text, n) => ["--targets", `${text} token_env=TOKEN_${n}`]);
    const command = process.execPath;
    const env = { ...Object.fromEntries(tokens), SSL_CERT_FILE: ca };
    const spent = await cost(countingReads({ command, words: [...words, ...told], env, folder }));
    const read = Number(/^rchar: (\d+)$/m.exec(spent.stdout)?.[1]);
    return { ...spent, read, requests: servers.reduce((sum, { requests }) => sum + requests.length, 0) };
  } finally {
    await Promise.all(servers.map((server) => server.close()));
    await rm(folder, { recursive: true, force: true });
  }
}

function line(server: Sandbox, forge: string): string {
  const repository = server.repository("me/app", {});
  repository.tag(TAG);
  return `${server.serverUrl}/${repository.path} forge=${forge} api_url=${server.apiUrl}`;
}

/** Tells at the end what the kernel has counted of a process and those that it waited for (proc(5), Linux). */
function countingReads({ command, words, ...at }: Command): Command {
  const script = '"$@"; code=$?; cat /proc/$$/io; exit $code';
  return { ...at, command: "sh", words: ["-c", script, "sh", command, ...words] };
}
