import { beforeEach, describe, expect, it } from "vitest";
import { execFileSync } from "node:child_process";
import { symlink } from "node:fs/promises";
import { join } from "node:path";

import { base, collect, workspace, write } from "./stage";

// What a line asked for and does not get, although other files matched: never without a word.

workspace("rel/app-1.zip", "rel/app-linux/app", "rel/app-mac/app");

describe("folders that a pattern matches besides files", () => {
  const notice = (line: string): string =>
    `files: "${line}" matches folders, which are not uploaded: "rel/app-linux", "rel/app-mac". ` +
    'Write "rel/app-linux/**" for the files in one.';

  it.each(["rel/app-*", "*/app-*", "{rel,x*}/app-*"])("are named: %j", async (line) => {
    const { files, problems, notices } = await collect([line]);
    expect([files.map(({ name }) => name), problems]).toEqual([["app-1.zip"], []]);
    expect(notices).toContain(notice(line));
  });

  it("are no matter with **, or where a later line takes them away", async () => {
    for (const lines of [["**/app-1*"], ["rel/app-*", "!rel/app-linux", "!rel/app-mac/**"], ["rel/app-*", "!rel/*/**"]])
      expect((await collect(lines)).notices).toEqual([]);
  });

  it("are only counted when there are many", async () => {
    await write("many/file", ...Array.from({ length: 12 }, (_, index) => `many/d${index}/x`));
    expect((await collect(["many/*"])).notices[0]).toContain('"many/d10", "many/d11", "many/d2" and 7 more');
  });
});

describe("alternatives of braces", () => {
  beforeEach(() => write("app.zip", "app.dmg", "lib.so"));

  it.each([
    ["app.{zip,dmg,deb}", '"app.deb" of "app.{zip,dmg,deb}" matches no file in '],
    ["{app,lib}.{zip,so}", '"app.so", "lib.zip" of "{app,lib}.{zip,so}" match no file in '],
    ["app.{zip,{dmg,{deb,rpm}}}", '"app.deb", "app.rpm" of "app.{zip,{dmg,{deb,rpm}}}" match no file in '],
    ["{app,sub/app}.zip", '"sub/app.zip" of "{app,sub/app}.zip" matches no file in '],
    ["rel/app-{1..3}.zip", '"rel/app-2.zip", "rel/app-3.zip" of '],
    ["{*.zip,gone.deb}", '"gone.deb" of "{*.zip,gone.deb}" matches no file in '],
    ["{app.zip,rel}", '"rel" is a folder; write rel/** for its files.'],
    ["app.{zip,deb} => app", '"app.deb" of '],
  ])("without a wildcard are patterns of their own: %j", async (line, says) => {
    const { problems } = await collect([line]);
    expect(problems).toEqual([expect.stringContaining(says)]);
    const lenient = await collect([line], { failOnUnmatched: false });
    expect([lenient.problems, lenient.notices]).toEqual([[], [expect.stringContaining(says)]]);
    expect(lenient.files.length).toBeGreaterThan(0);
  });

  it.each([
    ["*.{zip,deb}", '"*.deb" of "*.{zip,deb}" matches no file in '],
    ["{app.zip,*.deb,*.rpm}", '"*.deb", "*.rpm" of '],
    ["**/*.{zip,msi}", '"**/*.msi" of '],
  ])("with a wildcard are told: %j", async (line, says) => {
    const { problems, notices, files } = await collect([line]);
    expect([problems, notices]).toEqual([[], [expect.stringContaining(says)]]);
    expect(files.length).toBeGreaterThan(0);
  });

  it.each(["*.{zip, dmg}", "*.{zip ,dmg}", "*.{ zip,dmg}"])(
    "with a blank are told with what to write: %j",
    async (line) => {
      const { problems, notices, files } = await collect([line]);
      expect([problems, files]).toEqual([[], [expect.objectContaining({ name: expect.stringMatching(/^app/) })]]);
      expect(notices).toEqual([
        expect.stringContaining("Blanks inside braces are part of the names: write {zip,deb}."),
      ]);
      expect((await collect([line.replace("*", "app")])).problems).toEqual([
        expect.stringContaining("Blanks inside braces"),
      ]);
    },
  );
});

describe("links that lead nowhere", () => {
  beforeEach(async () => {
    await symlink("gone", join(base, "rel/app-old"));
    await symlink("gone", join(base, "old.zip"));
    await write("app.zip");
  });

  it("are told where a pattern without ** matched them", async () => {
    const { problems, notices, files } = await collect(["*.zip", "rel/app-[1o]*"]);
    expect([files.map(({ name }) => name), problems]).toEqual([["app-1.zip", "app.zip"], []]);
    expect(notices).toEqual([
      'files: "*.zip" matches symbolic links that lead nowhere, which are left out: "old.zip" (ENOENT).',
      'files: "rel/app-[1o]*" matches symbolic links that lead nowhere, which are left out: "rel/app-old" (ENOENT).',
    ]);
    expect((await collect(["**/*.zip"])).notices).toEqual([]);
  });

  it("are errors when named, alone or among others", async () => {
    for (const line of ["old.zip", "{app,old}.zip", "{old.zip,*.zip}"])
      expect((await collect([line])).problems).toEqual([
        'files: "old.zip" is a symbolic link that leads nowhere (ENOENT).',
      ]);
    expect((await collect(["o*.zip"])).problems).toEqual([
      expect.stringMatching(/matches no file .* symbolic links that lead nowhere: "old\.zip"\.$/),
    ]);
  });
});

describe("what is no file", () => {
  it("a pipe is told and not waited for, behind a link as well", async () => {
    if (process.platform === "win32") return;
    execFileSync("mkfifo", [join(base, "rel/app-pipe")]);
    await symlink("app-pipe", join(base, "rel/app-link"));
    const { problems, notices, files } = await collect(["rel/app-[1pl]*"]);
    expect([files.map(({ name }) => name), problems]).toEqual([["app-1.zip"], []]);
    expect(notices.join("\n")).toContain('not a regular file and is left out: "rel/app-link", "rel/app-pipe".');
    for (const line of ["rel/app-pipe", "rel/app-link", "rel/app-p*"])
      expect((await collect([line])).problems).toEqual([expect.stringMatching(/no(?:t a)? regular file/)]);
  });

  it("a device behind a link is no file", async () => {
    if (process.platform === "win32") return;
    await symlink("/dev/zero", join(base, "rel/app-zero"));
    expect((await collect(["rel/app-zero"])).problems).toEqual([expect.stringContaining("is not a regular file")]);
  });
});
