import { describe, expect, it } from "vitest";
import { spawn } from "node:child_process";
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
