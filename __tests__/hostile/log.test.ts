import { describe, expect, it } from "vitest";
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { asInputs, BUNDLE } from "../doors/bundle";
import { FORGES, INTERNAL, type Scene, scene } from "./stage";

// A log that cannot be written: the release is finished all the same, and the job does not end as if nothing were.

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

/** A run whose standard output is that file; `undefined`: a pipe that nobody reads. */
function publish(at: Scene, stdout: number | undefined): Promise<Ended> {
  const token = at.repo.token ?? at.host.tokens.good;
  const child = spawn(process.execPath, [BUNDLE], {
    cwd: at.workspace.folder,
    env: { PATH: process.env.PATH, ...at.repo.environment({ tag: "v1.0.0" }), ...asInputs({ files: "a.txt", token }) },
    stdio: ["ignore", stdout ?? "pipe", "pipe"],
  });
  return ended(child);
}

/** What comes of a process whose standard output, where it is a pipe, nobody reads. */
function ended(child: ChildProcess): Promise<Ended> {
  child.stdout?.destroy();
  let stderr = "";
  child.stderr?.on("data", (text: Buffer) => (stderr += text.toString()));
  return new Promise((done) =>
    child.on("close", (code) => {
      done({ code, stderr });
    }),
  );
}

function expectPublished(at: Scene, { code, stderr }: Ended): void {
  expect([code, stderr]).toEqual([1, expect.stringContaining("error: The log could not be written (")]);
  expect(stderr).not.toMatch(INTERNAL);
  expect(at.repo.releases()).toMatchObject([{ tag: "v1.0.0", draft: false, assets: [{ name: "a.txt" }] }]);
}

describe.each(FORGES)("on %s a run", (_, subject) => {
  it("whose log goes to a full disk publishes, says so and fails", async () => {
    if (!existsSync("/dev/full")) return;
    const at = await scene(subject);
    const full = openSync("/dev/full", "w");
    expectPublished(at, await publish(at, full));
    closeSync(full);
  });

  it("whose log nobody reads any more does, too", async () => {
    const at = await scene(subject);
    expectPublished(at, await publish(at, undefined));
  });
});

describe("the reader of a result goes away, as in `list | head -0`", () => {
  it.each([["list"], ["view", "v1.0.0"], ["completion", "zsh"], ["help"], ["publish", "--help"], ["--help"]])(
    "%s %s is not called a failure",
    async (...words) => {
      const [, subject] = FORGES[0] ?? [];
      if (subject === undefined) throw new Error("There is no forge.");
      const at = await scene(subject);
      at.repo.release({ tag: "v1.0.0" });
      const child = spawn(process.execPath, [BUNDLE, ...words], {
        cwd: at.workspace.folder,
        env: { PATH: process.env.PATH, ...at.repo.environment({ tag: "v1.0.0" }) },
        stdio: ["ignore", "pipe", "pipe"],
      });
      const { code, stderr } = await ended(child);
      expect([code, stderr]).toEqual([0, expect.not.stringContaining("error")]);
    },
  );
});
