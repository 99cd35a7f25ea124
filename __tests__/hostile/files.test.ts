import { describe, expect, it } from "vitest";
import { chmodSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Ran } from "../doors/bundle";
import { stoppedBy } from "../doors/stopped";
import { FORGES, INTERNAL, type Scene, atTheEnd, scene } from "./stage";
import { working } from "./working";

// A list of files, or a checkout, that is meant to send what nobody named, or to take for ever.

/** Windows makes no links without being asked. */
const onPosix = process.platform === "win32" ? describe.skip : describe;

const SECRET = "what nobody is to see";

const stored = (at: Scene): string[] =>
  at.repo
    .releases()
    .flatMap(({ assets }) => assets.map(({ name }) => name))
    .sort();

async function links(at: Scene, all: Readonly<Record<string, string>>): Promise<void> {
  for (const [from, to] of Object.entries(all)) await symlink(to, join(at.workspace.folder, from));
}

onPosix.each(FORGES)("on %s, links of a checkout", (_, subject) => {
  const FILES = { "dist/own.txt": "own", "../outside/pw.txt": SECRET, ".git/config": SECRET };

  it("are not followed out of the workspace or into .git by wildcards", async () => {
    const at = await scene(subject, FILES);
    const out = {
      "dist/pw.txt": "../../outside/pw.txt",
      "dist/conf.txt": "../.git/config",
      "dist/env.txt": "/proc/self/environ",
    };
    await links(at, { ...out, "dist/far": "../../outside", "dist/hop.txt": "pw.txt" });
    for (const files of ["dist/**", "*/*.txt", "dist/{own,pw,conf,env,hop}.txt\n**/far/*", "**"]) {
      const ran = await at.publish({ files, fail_on_unmatched_files: "false" });
      expect([ran.code, stored(at)]).toEqual([0, ["own.txt"]]);
      expect(ran.log).not.toMatch(INTERNAL);
    }
    const told = await at.publish({ files: "dist/*.txt" });
    for (const name of Object.keys(out)) expect(told.log).toContain(name);
    const named = await at.publish({ files: "dist/conf.txt\ndist/env.txt" });
    expect([named.code, named.log]).toEqual([2, expect.stringContaining("never uploaded")]);
  });

  it("are followed where a line names them, and the log says where to", async () => {
    const at = await scene(subject, FILES);
    await links(at, { result: "../outside" });
    const ran = await at.publish({ files: "result/*.txt" });
    expect([ran.code, stored(at)]).toEqual([0, ["pw.txt"]]);
    expect(ran.log).toMatch(/follow.*"result" → ".*outside"/);
  });

  it("that take the place of a file before it is read stop the upload", async () => {
    const at = await scene(subject, { ...FILES, "../outside/pw.txt": "x".repeat(3) });
    let done = false;
    at.repo.watch(() => {
      if (done) return;
      done = true;
      renameSync(join(at.workspace.folder, "dist"), join(at.workspace.folder, "moved"));
      writeFileSync(join(at.workspace.folder, "../outside/own.txt"), "pwd");
      symlinkSync("../outside", join(at.workspace.folder, "dist"));
    });
    const ran = await at.publish({ files: "dist/own.txt" });
    expect([done, ran.code, ran.log]).toEqual([
      true,
      1,
      expect.stringContaining("dist/own.txt changed while it was being published: it cannot be read (another file"),
    ]);
    expect(
      at.repo.releases().flatMap(({ assets }) => assets.filter(({ complete }) => complete).map(({ name }) => name)),
    ).toEqual([]);
  });
});

const TWO = FORGES.slice(0, 2);

describe.each(TWO)("on %s, what a list asks for and does not get", (_, subject) => {
  it("is an error before anything is sent, or is told", async () => {
    const at = await scene(subject, { "app.zip": "z", "rel/app-1.zip": "1", "rel/app-linux/app": "l" });
    const lost = await at.publish({ files: "app.{zip,dmg,deb}" });
    expect([lost.code, lost.log]).toEqual([2, expect.stringContaining('"app.dmg", "app.deb" of "app.{zip,dmg,deb}"')]);
    expect(at.repo.releases()).toEqual([]);
    const comment = await at.publish({ files: "app.zip # the app" });
    expect([comment.code, comment.log]).toEqual([2, expect.stringContaining("comments are not supported here")]);
    const ran = await at.publish({ files: "*.{zip, deb}\nrel/app-*" });
    expect([ran.code, stored(at)]).toEqual([0, ["app-1.zip", "app.zip"]]);
    expect(ran.log).toContain("Blanks inside braces are part of the names");
    expect(ran.log).toContain('matches folders, which are not uploaded: "rel/app-linux"');
  });

  it("may lie in a closed folder: the run goes on, with a warning or a line that takes it away", async () => {
    if (process.getuid === undefined) return;
    const at = await scene(subject, { "app.zip": "z", "closed/in.zip": "i" });
    const nobody = process.getuid() === 0 ? { uid: 65534, gid: 65534 } : {};
    const options = { process: { why: "another user", ...nobody } };
    await chmod(dirname(at.workspace.folder), 0o755);
    await chmod(at.workspace.folder, 0o777);
    await chmod(join(at.workspace.folder, "closed"), 0o000);
    atTheEnd(() => {
      chmodSync(join(at.workspace.folder, "closed"), 0o755);
      return Promise.resolve();
    });
    const quiet = { GITHUB_OUTPUT: "", GITHUB_STEP_SUMMARY: "" };
    const warned = await at.publish({ files: "**/*.zip" }, quiet, options);
    expect([warned.code, stored(at)]).toEqual([0, ["app.zip"]]);
    expect(warned.log).toMatch(/warning.*Files in folders that cannot be read are left out: "closed" \(EACCES\)/);
    const excluded = await at.publish({ files: "**/*.zip\n!closed/**" }, quiet, options);
    expect([excluded.code, excluded.log.includes("closed")]).toEqual([0, false]);
  });
});

describe("lists that a search without bounds would take hours for", () => {
  const LISTS: readonly (readonly [string, string])[] = [
    ["stars beside a name of dashes", "dist/*-*-*-*-*-*-*-*-*.zip\n!dist/*-*-*-*-*-*-*-*-*q"],
    ["a thousand stars", `dist/${"*-".repeat(1000)}*.zip`],
    ["folders at any depth", "**/d/".repeat(1000) + "*.zip"],
    ["brackets", "[".repeat(50_000)],
    ["classes", "[]".repeat(4000)],
    ["braces", "{".repeat(50_000)],
    ["braces in braces", "{a,".repeat(2000) + "}".repeat(2000)],
    ["powers", "{a,b}".repeat(1500)],
    ["signs of labels", "#".repeat(50_000)],
    ["renames", "a=>".repeat(20_000)],
    ["slashes", "/".repeat(100_000)],
    ["ways up", `${"../".repeat(2500)}*.zip`],
    ["lines that take away", Array.from({ length: 500 }, (_, index) => `!*-*-*-*-*-*${index}`).join("\n")],
    ["links in a circle", "*/*/*/*/*/*/*/*/*/*.zip"],
    ["links in a circle at any depth", "**/*/**/*/**/*/**/*/**/*.zip"],
  ];

  it.each(LISTS)("are over at once: %s", async (_, files) => {
    const at = await scene(FORGES[2]![1], { "own.txt": "own", [`dist/${"-".repeat(240)}`]: "d" });
    if (process.platform !== "win32")
      await links(at, Object.fromEntries(Array.from({ length: 50 }, (__, index) => [`l${index}`, "."])));
    const worked = working();
    const ran = await at.publish({ files: `own.txt\n${files}`, fail_on_unmatched_files: "false" });
    expect([0, 2]).toContain(ran.code);
    expect(ran.log).not.toMatch(INTERNAL);
    expect(ran.log.length).toBeLessThan(50_000);
    expect(worked()).toBeLessThan(15_000);
  });
});

// Longer than a test may take.
onPosix("a search that takes long", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("ends by %s, long before it is over", async (signal) => {
    const at = await scene(FORGES[2]![1]);
    const { folder } = at.workspace;
    for (let one = 0; one < 20; one += 1) {
      await mkdir(join(folder, `d${one}`));
      const names = Array.from({ length: 200 }, (_, index) => `${"-".repeat(200)}${index}`);
      await Promise.all(names.map((name) => writeFile(join(folder, `d${one}/${name}`), "")));
    }
    const lines = Array.from({ length: 9000 }, (_, index) => `**/?*-${index}-*?`).join("\n");
    // While the disk is read: some time after the first words.
    let looks = 0;
    const reading = stoppedBy(signal, (said) => said !== "" && ++looks > 100);
    const ran: Ran = await at.publish({ files: lines, fail_on_unmatched_files: "false" }, {}, reading);
    expect([ran.code, ran.signal]).toEqual([signal === "SIGINT" ? 130 : 143, null]);
    expect(ran.log).toContain(`Stopped by ${signal}.`);
    expect(at.repo.releases()).toEqual([]);
  });
});
