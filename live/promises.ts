import { randomBytes } from "node:crypto";
import type { Abilities } from "../src/forges/forge";
import type { Outputs } from "./program";
import { Broken, type Stage } from "./stage";

/** One promise of the contract, played on a live server. */
export interface Promised {
  readonly name: string;
  /** Requests come in another order each time: nothing for a recording. */
  readonly crowd?: true;
  /** Why a forge cannot be asked for it; `undefined`: it can. */
  readonly skip?: (can: Abilities, stage: Stage) => string | undefined;
  play(stage: Stage): Promise<void>;
}

const unless = (holds: boolean, reason: string): string | undefined => (holds ? undefined : reason);
const NOTES = "What changed: 你好, “quotes” and <b>tags</b>";

/** Title as the server shows it: some have none of their own. */
const titled = (stage: Stage, title: string): { title?: string } => (stage.server.titles ? { title } : {});

function same(what: string, is: unknown, should: unknown): void {
  const [a, b] = [JSON.stringify(is), JSON.stringify(should)];
  if (a !== b) throw new Broken(`${what} is ${a} instead of ${b}`);
}

const statuses = ({ assets = [] }: Outputs): string[] => assets.map(({ status }) => status);

export const PROMISES: readonly Promised[] = [
  {
    name: "a release with title, notes and two files, downloaded and compared",
    async play(stage) {
      const tag = await stage.tag();
      const data = randomBytes(100_000);
      await stage.write("a.txt", "alpha\n");
      await stage.write("b.bin", data);
      const words = ["--tag-name", tag, "--name", "First 第一", "--body", NOTES, "--files", "*"];
      const ran = await stage.publish(words);
      await stage.expect(tag, {
        ...titled(stage, "First 第一"),
        notes: NOTES,
        draft: false,
        prerelease: false,
        files: { "a.txt": "alpha\n", "b.bin": data },
      });
      same("the output created", ran.outputs.created, true);
      same("the output tag_name", ran.outputs.tag_name, tag);
      same("the output assets", statuses(ran.outputs), ["uploaded", "uploaded"]);
    },
  },
  {
    name: "the same run again changes nothing",
    async play(stage) {
      const tag = await stage.tag();
      await stage.write("a.txt", "alpha\n");
      const words = ["--tag-name", tag, "--name", "Again", "--body", NOTES, "--files", "*"];
      await stage.publish(words);
      const before = await stage.expect(tag, { files: { "a.txt": "alpha\n" } });
      const ran = await stage.publish(words);
      const after = await stage.expect(tag, { notes: NOTES, files: { "a.txt": "alpha\n" } });
      same("the output created", ran.outputs.created, false);
      same("the output assets", statuses(ran.outputs), ["unchanged"]);
      same("the file's address", after.files[0]?.url, before.files[0]?.url);
    },
  },
  {
    name: "new title and notes, the files stay",
    async play(stage) {
      const tag = await stage.tag();
      await stage.write("a.txt", "alpha\n");
      await stage.publish(["--tag-name", tag, "--name", "Old", "--body", "old notes", "--files", "*"]);
      await stage.publish(["--tag-name", tag, "--name", "New", "--body", NOTES]);
      await stage.expect(tag, { ...titled(stage, "New"), notes: NOTES, files: { "a.txt": "alpha\n" } });
    },
  },
  {
    name: "a file with other content is replaced",
    skip: ({ replace }) => unless(replace.by !== "none", "a file that is there keeps its content"),
    async play(stage) {
      const tag = await stage.tag();
      await stage.write("a.txt", "old\n");
      await stage.write("b.txt", "same\n");
      await stage.publish(["--tag-name", tag, "--files", "*"]);
      await stage.write("a.txt", "new\n");
      const ran = await stage.publish(["--tag-name", tag, "--files", "*"]);
      await stage.expect(tag, { files: { "a.txt": "new\n", "b.txt": "same\n" } });
      same("the output assets", statuses(ran.outputs), ["replaced", "unchanged"]);
    },
  },
  {
    name: "overwrite_files: false keeps it",
    async play(stage) {
      const tag = await stage.tag();
      await stage.write("a.txt", "old\n");
      await stage.publish(["--tag-name", tag, "--files", "*"]);
      await stage.write("a.txt", "new\n");
      const ran = await stage.publish(["--tag-name", tag, "--files", "*", "--no-overwrite-files"]);
      await stage.expect(tag, { files: { "a.txt": "old\n" } });
      same("the output assets", statuses(ran.outputs), ["kept"]);
    },
  },
  {
    name: "a draft, published later",
    skip: ({ order }) => unless(order.first === "draft", "the forge has no drafts"),
    async play(stage) {
      const tag = await stage.tag();
      await stage.write("a.txt", "alpha\n");
      await stage.publish(["--tag-name", tag, "--files", "*", "--draft"]);
      await stage.expect(tag, { draft: true, files: { "a.txt": "alpha\n" } });
      await stage.publish(["--tag-name", tag, "--draft=false"]);
      await stage.expect(tag, { draft: false, files: { "a.txt": "alpha\n" } });
    },
  },
  {
    name: "a prerelease, known by its tag",
    skip: ({ prereleases }) => unless(prereleases, "the forge has no prereleases"),
    async play(stage) {
      const tag = await stage.tag("-rc.1");
      await stage.publish(["--tag-name", tag, "--body", NOTES]);
      await stage.expect(tag, { prerelease: true });
    },
  },
  {
    name: "the latest mark, and an older line that does not take it",
    skip: ({ latest }, { server, foreign }) =>
      unless(latest !== undefined && server.latest !== undefined, "the forge has no mark that can be set") ??
      unless(!foreign, "the repository has releases of its own, whose mark would move"),
    async play(stage) {
      const [lower, higher] = [await stage.tag(), await stage.tag()];
      await stage.publish(["--tag-name", higher, "--body", NOTES]);
      await stage.expect(higher, { draft: false });
      await stage.publish(["--tag-name", lower, "--body", NOTES]);
      await stage.expect(lower, { draft: false });
      same("the latest release", await stage.server.latest?.(), higher);
    },
  },
  {
    name: "a tag that does not exist is made on the given commit",
    async play(stage) {
      const tag = stage.name();
      await stage.publish(["--tag-name", tag, "--body", NOTES, "--target-commitish", stage.head]);
      await stage.expect(tag, { notes: NOTES, draft: false });
      same("the tag's commit", (await stage.server.tags()).get(tag), stage.head);
    },
  },
  {
    name: "verify_tag: a tag that does not exist ends the run, and nothing is made",
    skip: ({ tags }) => unless(tags, "the forge does not tell tags"),
    async play(stage) {
      const tag = stage.name();
      const words = ["--tag-name", tag, "--verify-tag", "--target-commitish", stage.head];
      const { code } = await stage.publish(words, { code: "any" });
      if (code !== 1 && code !== 2) throw new Broken(`exit ${String(code)}`);
      same("the release", (await stage.release(tag))?.tag, undefined);
      same("the tag", (await stage.server.tags()).get(tag), undefined);
    },
  },
  {
    name: "a tag with a slash",
    async play(stage) {
      const tag = await stage.tag("/part");
      await stage.write("a.txt", "alpha\n");
      await stage.publish(["--tag-name", tag, "--files", "*"]);
      await stage.publish(["--tag-name", tag, "--files", "*"]);
      await stage.expect(tag, { files: { "a.txt": "alpha\n" } });
    },
  },
  {
    name: "names with blanks, Chinese and +, as the outputs tell them",
    async play(stage) {
      const tag = await stage.tag();
      const given = ["a b.txt", "c+d.txt", "发布 说明.txt"];
      for (const name of given) await stage.write(name, name);
      const ran = await stage.publish(["--tag-name", tag, "--files", "*"]);
      const { assets: stored = [] } = ran.outputs;
      same("the number of files", stored.length, given.length);
      await stage.expect(tag, { files: Object.fromEntries(stored.map(({ name, file }) => [name, file])) });
      const again = await stage.publish(["--tag-name", tag, "--files", "*"]);
      same(
        "the output assets of a second run",
        statuses(again.outputs),
        given.map(() => "unchanged"),
      );
    },
  },
  {
    name: "many files",
    crowd: true,
    async play(stage) {
      const tag = await stage.tag();
      const names = Array.from({ length: stage.size.files }, (_, n) => `part-${String(n).padStart(3, "0")}.txt`);
      for (const name of names) await stage.write(name, `content of ${name}\n`);
      await stage.publish(["--tag-name", tag, "--files", "part-*"]);
      await stage.expect(tag, { files: Object.fromEntries(names.map((name) => [name, `content of ${name}\n`])) });
    },
  },
  {
    name: "a large file",
    crowd: true,
    async play(stage) {
      const tag = await stage.tag();
      const content = randomBytes(stage.size.large);
      await stage.write("large.bin", content);
      await stage.publish(["--tag-name", tag, "--files", "large.bin"]);
      await stage.expect(tag, { files: { "large.bin": content } });
    },
  },
  {
    name: "four jobs at once make one release",
    crowd: true,
    async play(stage) {
      const tag = await stage.tag();
      const names = ["one.txt", "two.txt", "three.txt", "four.txt"];
      for (const name of names) await stage.write(name, name);
      await Promise.all(names.map((name) => stage.publish(["--tag-name", tag, "--files", name])));
      await stage.expect(tag, { draft: false, files: Object.fromEntries(names.map((name) => [name, name])) });
    },
  },
  {
    name: "killed in the middle, the next run finishes",
    crowd: true,
    async play(stage) {
      const tag = await stage.tag();
      const files = Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`${n}.bin`, randomBytes(300_000)]));
      for (const [name, content] of Object.entries(files)) await stage.write(name, content);
      const words = ["--tag-name", tag, "--files", "*.bin", "--body", NOTES];
      await stage.publish(words, { killedAfter: 400, code: "any" });
      await stage.publish(words);
      await stage.expect(tag, { draft: false, notes: NOTES, files });
    },
  },
  {
    name: "download gives the files back, delete takes the release away and leaves the tag",
    skip: (can) => unless(can.remove !== undefined, "the forge has no route to remove a release"),
    async play(stage) {
      const tag = await stage.tag();
      await stage.write("a.txt", "alpha\n");
      await stage.publish(["--tag-name", tag, "--files", "a.txt"]);
      await stage.expect(tag, { files: { "a.txt": "alpha\n" } });
      await stage.publish(["download", tag, "--dir", "back"], { plain: true });
      same("the file that came back", await stage.read("back/a.txt"), "alpha\n");
      await stage.publish(["delete", tag, "--yes"], { plain: true });
      same("the release", (await stage.release(tag))?.tag, undefined);
      same("the tag's commit", (await stage.server.tags()).get(tag), stage.head);
    },
  },
  {
    name: "a wrong token ends the run, and nothing is made",
    async play(stage) {
      const tag = await stage.tag();
      await stage.publish(["--tag-name", tag, "--body", NOTES], {
        token: "0123456789abcdef0123456789abcdef01234567",
        code: 1,
      });
      same("the release", (await stage.release(tag))?.tag, undefined);
    },
  },
  {
    name: "a repository that does not exist ends the run",
    async play(stage) {
      const tag = stage.name();
      const { log } = await stage.publish(["--tag-name", tag, "--target-commitish", stage.head], {
        repository: `${stage.place.repository}-not-there`,
        code: 1,
      });
      if (!log.includes("-not-there")) throw new Broken("the log does not name the repository");
    },
  },
];
