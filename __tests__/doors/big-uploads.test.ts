import { open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { giteaOf } from "../forges/gitea/subject";
import { giteeOf } from "../forges/gitee/subject";
import type { Subject } from "../forges/contract/subject";
import { gitLab } from "../forges/gitlab/subject";
import { tgit } from "../forges/tgit/subject";
import { createWorkspace } from "./bundle";

const MIB = 1024 ** 2;
const SIZE = 500 * MIB;
const MOST = 150 * MIB;

/** Forges to which a file goes in a form, on servers that keep nothing of it. */
const FORMS: readonly (readonly [string, Subject])[] = [
  ["Gitea 1.16", giteaOf({ name: "Gitea 1.16", options: { version: "1.16", discard: true } })],
  ["Gitee", giteeOf({ name: "Gitee", options: { discard: true, limits: { attachment: 1024 * MIB } } })],
  ["TGit", tgit({ discard: true, attachmentLimit: 1024 * MIB })],
  [
    "GitLab 11.7",
    gitLab({ name: "GitLab 11.7", version: "11.7", token: "private", discard: true, limits: { upload: 1024 * MIB } }),
  ],
];

/** The most memory that a process had so far, in bytes; 0 once it is gone. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}

(process.platform === "linux" ? describe : describe.skip)("500 MiB in a form", () => {
  it.each(FORMS)(
    "go to %s in less than 150 MiB of memory",
    async (_, subject) => {
      const host = await subject.start({});
      const workspace = await createWorkspace();
      const repo = host.repository();
      repo.tag("v1.0.0");
      const file = await open(join(workspace.folder, "large.img"), "w");
      await file.truncate(SIZE);
      await file.close();
      let peak = 0;
      let timer: NodeJS.Timeout | undefined;
      const token = repo.token ?? host.tokens.good;
      const ran = await workspace.action(
        repo.environment({ tag: "v1.0.0" }),
        { files: "large.img", token },
        {
          process: {
            why: "memory of its own",
            startedAs(pid) {
              timer = setInterval(() => {
                void peakOf(pid).then((bytes) => (peak = Math.max(peak, bytes)));
              }, 50);
            },
          },
        },
      );
      clearInterval(timer);
      expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("large.img")]);
      expect(repo.releases()[0]?.assets).toMatchObject([{ name: "large.img", size: SIZE }]);
      expect(peak).toBeGreaterThan(20 * MIB);
      expect(peak).toBeLessThan(MOST);
      await rm(workspace.folder, { recursive: true, force: true });
      await workspace.close();
      await host.close();
    },
    120_000,
  );
});
