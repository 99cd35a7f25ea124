import { describe, expect, it } from "vitest";

import { habitOf } from "../../../src/request/files/hints";
import { collect, workspace, write } from "./stage";

// What people bring along from elsewhere: each is told what to write instead, and nothing is taken for something else.

workspace("dist/app.zip", "dist/app.deb", "dist/sub/x.so", "LICENSE", "c/old.txt");

describe("comments", () => {
  it.each([
    "dist/app.zip # the app",
    "dist/app.zip #the app",
    "dist/*.zip   # all of them",
    "dist/app.zip\t# x",
    "dist/app.zip => a # x",
  ])("behind a path are no labels: %j", async (line) => {
    const { files, problems } = await collect([line]);
    expect(files).toEqual([]);
    expect(problems).toEqual([
      expect.stringMatching(
        /^files: ".*" has a blank before #, like a comment, .*Write ".*[a-z]#.*" if you mean that; comments are not supported here\.$/,
      ),
    ]);
  });

  it.each(["# build outputs", "# first, second", "// dist/app.zip", "#\tx"])(
    "on lines of their own are one error: %j",
    async (line) => {
      expect((await collect([line, "LICENSE"])).problems).toEqual([
        `files: "${line}" is not a comment: every line here is a pattern. Remove it.`,
      ]);
    },
  );

  it("are files where files have such names", async () => {
    await write("# notes", "dist/app.zip # the app", "a #1.zip");
    const { files, problems } = await collect(["# notes", "dist/app.zip # the app", "a #1.zip#One"]);
    expect(problems).toEqual([]);
    expect(files.map(({ name, label = "" }) => `${name}|${label}`)).toEqual([
      "# notes|",
      "a #1.zip|One",
      "app.zip # the app|",
    ]);
  });

  it("labels stay labels", async () => {
    const { files, problems } = await collect(["dist/app.zip#The app", "LICENSE# The licence "]);
    expect([problems, files.map(({ label }) => label)]).toEqual([[], ["The licence", "The app"]]);
  });
});

describe("a line that matches nothing", () => {
  it.each<[string, string]>([
    ['"dist/app.zip"', "Quotes are part of the name here: write dist/app.zip without them."],
    ["'dist/*.zip'", "Quotes are part of the name here: write dist/*.zip without them."],
    ['"dist/*.zip', "Quotes are part of the name here"],
    ["dist/app.zip'", "Quotes are part of the name here: write dist/app.zip without them."],
    ["“dist/app.zip”", "Quotes are part of the name here"],
    ['["dist/app.zip", "dist/app.deb"]', "This looks like a list in brackets: write one pattern per line"],
    ["['dist/app.zip']", "This looks like a list in brackets"],
    ["[", "This looks like a list in brackets"],
    ["- dist/*.zip", '"- " is part of the name here: write only dist/*.zip'],
    ["-  dist/app.zip", "write only dist/app.zip"],
    ["dist/app.zip\\ndist/app.deb", '"dist/app.zip" alone matches, but patterns are not separated by \\n'],
    ["dist/*.zip\\ndist/*.deb", '"dist/*.zip" alone matches, but patterns are not separated by \\n'],
    ["gone/*.zip\\ngone/*.deb", "\\n does not begin a line here"],
    ["dist/app.zip dist/app.deb", '"dist/app.zip" alone matches, but patterns are not separated by blanks'],
    ["dist/*.zip dist/*.deb", '"dist/*.zip" alone matches, but patterns are not separated by blanks'],
    ["dist/app.zip;dist/app.deb", '"dist/app.zip" alone matches, but patterns are not separated by semicolons'],
    ["dist/app.zip|dist/app.deb", '"dist/app.zip" alone matches, but patterns are not separated by |'],
    ["dist/app.zip:dist/app.deb", '"dist/app.zip" alone matches, but patterns are not separated by colons'],
    ["dist/app.@(zip|deb)", "@(zip|deb) is not supported here: write {zip,deb}."],
    ["dist/+(app|lib).zip", "+(app|lib) is not supported here: write {app,lib}."],
    ["dist/?(x|y)app.zip", "?(x|y) is not supported here: write {x,y}."],
    ["dist/!(app).zip", '!(app) is not supported here: exclude files on a separate line, such as "!**/app".'],
    ["dist/app.(zip|deb)", "(zip|deb) is not supported here: write {zip,deb}."],
    ["dist/[[:alpha:]]*.zip", "Named classes are not supported here"],
    ["dist/app-$VERSION.zip", "$VERSION was not replaced"],
    ["dist/app-${VERSION}.zip", "${VERSION} was not replaced"],
    ["dist/${{ matrix.name }}.zip", "${{ matrix.name }} was not replaced"],
    ["dist/%NAME%.zip", "%NAME% was not replaced"],
    ["$(ls dist)", "$(ls dist) was not replaced"],
    ["{{ .ProjectName }}.zip", "{{ .ProjectName }} was not replaced"],
    ["~/dist/app.zip", "~ is not expanded here"],
    ["~runner/app.zip", "~ is not expanded here"],
    ["file:///dist/app.zip", "Write the path alone, without file://."],
    ["https://example.com/app.zip", "Addresses are not fetched"],
    ["/home/runner/work/app/app/dist/app.zip", 'That path is not of this machine or container; "dist/app.zip" is here'],
    ["/__w/app/app/dist/*.zip", '"dist/*.zip" is here'],
    ["/github/workspace/dist/{app,lib}.zip", '"dist/app.zip" is here'],
    ["/builds/group/app/LICENSE", '"LICENSE" is here'],
    ["/__w/app/app/gone/app.zip", "The workspace of this job is "],
    ["/home/runner/work/app/app/gone/*.zip", "The workspace of this job is "],
    ["dist\\*.zip", "Folders are separated by / here: write dist/*.zip."],
    ["dist\\sub\\x.so", "Folders are separated by / here: write dist/sub/x.so."],
    ["gone\\app.zip", "Folders are separated by / here"],
    ["C:\\dist\\app.zip", "Drive letters exist on Windows only"],
    ["D:/a/app/app/dist/app.zip", "Drive letters exist on Windows only"],
    ["dist/app.zip \\", "\\ at the end does not join lines here."],
    ["dist/**.so", "** goes through folders only between slashes: write **/*.so."],
    ["dist/App.zip", 'Did you mean "dist/app.zip"? Case matters.'],
  ])("%j", async (line, hint) => {
    const { files, problems } = await collect([line]);
    expect([files, problems]).toEqual([[], [expect.stringContaining(hint)]]);
    const lenient = await collect([line], { failOnUnmatched: false });
    expect([lenient.problems, lenient.notices]).toEqual([[], [expect.stringContaining(hint)]]);
  });

  it.each([
    "*.exe",
    "gone",
    "gone-*.zip",
    "a,b.zip",
    "notes (final).txt",
    "app+1.zip",
    "a$.txt",
    "50%.txt",
    "it's.txt",
  ])("is given no wrong advice: %j", async (line) => {
    for (const problem of (await collect([line])).problems) expect(problem).toMatch(/ matches no file in \S+\.$/);
  });

  it("is given advice behind ! as well", async () => {
    expect((await collect(["dist/*.*", '!"dist/*.deb"'])).notices).toEqual([
      'files: "!"dist/*.deb"" takes away nothing. Quotes are part of the name here: write dist/*.deb without them.',
    ]);
    expect((await collect(["dist/*.*", "!*.deb"])).notices).toEqual(['files: "!*.deb" takes away nothing.']);
  });

  it("spreads no list of many lines over the screen", async () => {
    const line = "x".repeat(8000);
    const [problem = ""] = (await collect([line])).problems;
    expect(problem).toContain('…" (8000 characters)');
    expect(problem.length).toBeLessThan(600);
  });
});

describe("names that look like any of these", () => {
  const NAMES = [
    '"quoted"',
    "[x]",
    '["a", "b"]',
    "- dash",
    "a b",
    "$VAR",
    "${{ x }}",
    "@(a|b)",
    "a;b",
    "a\\nb",
    "a\\",
    "~",
    "C:x",
    "**",
  ];

  it.each(NAMES)("are files: %j", async (name) => {
    await write(name);
    const { files, problems, notices } = await collect([name]);
    expect([files.map((file) => file.name), problems, notices]).toEqual([[name], [], []]);
  });
});

describe("on Windows", () => {
  it.each(["C:\\a\\b.zip", "dist\\app.zip", "dist\\"])("%j is a path like any other", (path) => {
    expect(habitOf(path, true)).toBeUndefined();
  });
});

describe("what is too much", () => {
  it.each([
    ["*".repeat(9000), /longer than 8192 characters/],
    ["{a,b}".repeat(1000), /expand to more than 10000 patterns/],
    ["{1..1000000}.zip", /expand to more than 10000 patterns/],
    [`!${"{a,b}".repeat(1000)}`, /expand to more than 10000 patterns/],
  ])("%#: is refused with a reason", async (line, says) => {
    expect((await collect(["LICENSE", line])).problems).toEqual([expect.stringMatching(says)]);
  });

  it("is the sum of all lines, too", async () => {
    const { problems } = await collect(
      Array.from({ length: 11 }, (_, index) => `x${index}-{1..1000}*`),
      {
        failOnUnmatched: false,
      },
    );
    expect(problems).toEqual([expect.stringMatching(/the lines up to this one expand to more than 10000 patterns/)]);
  });

  it("is a list without end", async () => {
    const { problems } = await collect(Array.from({ length: 200 }, () => "y".repeat(6000)));
    expect(problems).toEqual(["files: The list is 1200000 characters long; more than 1000000 are not read."]);
  });

  it("is not a long list of names", async () => {
    await write(...Array.from({ length: 300 }, (_, index) => `many/${index}.zip`));
    const line = Array.from({ length: 300 }, (_, index) => `many/${index}.zip`).join(", ");
    const { files, problems } = await collect([line]);
    expect([files.length, problems]).toEqual([300, []]);
  });
});
