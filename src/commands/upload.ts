import { InputError } from "../request/problems";
import { findOne } from "../operations/releases";
import type { Entries } from "../request/entries/entries";
import { namesOf, retold } from "../request/entries/names";
import type { Stage } from "../world";
import { command } from "./frame";
import { printer } from "../report/print";
import { publishRelease } from "./publish";
import { tagOf } from "./wish";

/** Adds files to the release of a tag that is there: publish, for people who come from `gh release upload`. */
export const upload = command("upload", async ({ open, words, context, stage, options }) => {
  const [word, ...files] = words;
  const tag = tagOf(word, context);
  if (files.length === 0) throw new InputError(...context.problems, "upload needs files behind the tag.");
  const { forge } = await open();
  await findOne({ forge }, { tag });
  const print = options.json ? printer("json", stage.out) : undefined;
  const publish = withFiles(stage, tag, files);
  const exitCode = await publishRelease({ ...publish, print }).catch((error: unknown) => {
    throw retold(error, publish.entries.names);
  });
  return { lines: [], exitCode };
});

/** The same run, with the words as inputs of publish. */
function withFiles(stage: Stage, tag: string, files: readonly string[]): Stage {
  const given: Entries["given"] = new Map([
    ...stage.entries.given,
    ["tag_name", { value: tag, source: "the first word", entry: "word" }],
    ["files", { value: files.join("\n"), source: "the files on the command line", entry: "word" }],
  ]);
  const names = namesOf(given, stage.entries.names.place);
  return { ...stage, entries: { ...stage.entries, given, names, warnings: [], notices: [] } };
}
