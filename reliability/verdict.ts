import { createHash } from "node:crypto";
import type { Ran } from "../__tests__/doors/bundle";
import { TAG, type Trial } from "./trial";

export const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

export interface Wish {
  readonly title: string;
  readonly notes: string;
  /** Content by name; nothing else may be on the release. */
  readonly files: Readonly<Record<string, string>>;
}

/** What is wrong with the release of the tag; empty when it is exactly right. */
export function wrongWith({ repo, subject }: Trial, wish: Wish): string[] {
  // What is a tag says what its tag says.
  const says = subject.can.tagsAreReleases !== true;
  const releases = repo.releases().filter(({ tag }) => tag === TAG);
  const [release] = releases;
  if (release === undefined) return ["there is no release"];
  const wanted = Object.entries(wish.files).map(([name, content]) => `${name} ${sha256(content)}`);
  const there = release.assets.map(
    ({ name, sha256: sum, complete }) => `${name} ${sum}${complete ? "" : " unfinished"}`,
  );
  return [
    ...(releases.length > 1 ? [`there are ${releases.length} releases`] : []),
    ...(repo.releases().length > releases.length ? ["there is a release of another tag"] : []),
    ...(release.draft ? ["it is a draft"] : []),
    ...(!says || release.title === wish.title ? [] : [`its title is “${release.title}”`]),
    ...(!says || release.notes.trim() === wish.notes ? [] : [`its notes are “${release.notes}”`]),
    ...wanted.filter((one) => !there.includes(one)).map((one) => `missing: ${one}`),
    ...there.filter((one) => !wanted.includes(one)).map((one) => `too much: ${one}`),
    ...(new Set(there).size === there.length ? [] : ["a file is there twice"]),
  ];
}

/** What is wrong with how a failed run says so. */
export function wrongWithFailure(ran: Ran): string[] {
  const told = ran.log.split("\n").filter((line) => /^(::error|error: )/.test(line));
  return [
    ...(ran.code === 1 || ran.code === 2 ? [] : [`exit code ${ran.code ?? ran.signal ?? "?"}`]),
    ...(told.length > 0 ? [] : ["no error was told"]),
    ...(/^\s+at .+:\d+:\d+/m.test(ran.log) ? ["a stack trace was shown"] : []),
  ];
}
