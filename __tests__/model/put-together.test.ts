import { expect, it } from "vitest";
import { putTogether } from "../../src/model/put-together";

const LISTED = "## What's Changed\n* a list of changes by @o in #1\n\n**Full Changelog**: a...b";
const LIST = LISTED.replace(/^.*\n/, "");

it.each<readonly [why: string, before: string, after: string, all: string]>([
  ["a heading alone, for what the forge generates", "## What's Changed", LISTED, `## What's Changed\n\n${LIST}`],
  [
    "the same with another apostrophe and emphasis",
    "## **What’s changed:**\n",
    LISTED,
    `## **What’s changed:**\n\n\n${LIST}`,
  ],
  ["a section that goes on", "## What's Changed\n\n- by hand", LISTED, `## What's Changed\n\n- by hand\n\n${LIST}`],
  [
    "the last of several sections",
    "## Install\n\nx\n\n## What's Changed\n\n- y",
    LISTED,
    `## Install\n\nx\n\n## What's Changed\n\n- y\n\n${LIST}`,
  ],
  [
    "an earlier section: the list would stand below another one",
    "## What's Changed\n\n- y\n\n## Install\n\nx",
    LISTED,
    `## What's Changed\n\n- y\n\n## Install\n\nx\n\n${LISTED}`,
  ],
  [
    "a section with sections of its own",
    "## What's Changed\n\n### Fixed\n\n- y",
    LISTED,
    `## What's Changed\n\n### Fixed\n\n- y\n\n${LISTED}`,
  ],
  [
    "a title that the tag's message repeats",
    "# App 1.2.0\n\n## New\n\n- a",
    "App 1.2.0\n\nWith thanks.",
    "# App 1.2.0\n\n## New\n\n- a\n\nWith thanks.",
  ],
  [
    "a title of two lines",
    "App 1.2.0\n=========\n\ntext",
    "# App 1.2.0\r\n\r\nmore",
    "App 1.2.0\n=========\n\ntext\n\nmore",
  ],
  [
    "a title of two lines above sections",
    "App 1.2.0\n=========\n\n## New\n\n- a",
    "App 1.2.0\n\nWith thanks.",
    "App 1.2.0\n=========\n\n## New\n\n- a\n\nWith thanks.",
  ],
  [
    "a section of two lines, and another one below it",
    "App 1.2.0\n---------\n\n### New\n\n- a",
    "App 1.2.0\n\nWith thanks.",
    "App 1.2.0\n---------\n\n### New\n\n- a\n\nApp 1.2.0\n\nWith thanks.",
  ],
  ["a title below which a line is drawn", "# App 1.2.0\n\ntext", "App 1.2.0\n---\nmore", "# App 1.2.0\n\ntext\n\nmore"],
  ["a subject that both begin with", "Release 1.2.0\n\ntext", "Release 1.2.0\n\nmore", "Release 1.2.0\n\ntext\n\nmore"],
  ["a message that is only the title", "# v1.2.0\n\ntext", "v1.2.0", "# v1.2.0\n\ntext"],
  [
    "a paragraph that begins alike",
    "Fixes a bug\n\nx",
    "Fixes a bug\nin the door",
    "Fixes a bug\n\nx\n\nFixes a bug\nin the door",
  ],
  [
    "a heading in a block of code",
    "```\n## What's Changed\n```",
    LISTED,
    `\`\`\`\n## What's Changed\n\`\`\`\n\n${LISTED}`,
  ],
  ["other headings", "## Highlights\n\nx", LISTED, `## Highlights\n\nx\n\n${LISTED}`],
  ["nothing before", "", LISTED, LISTED],
  ["blanks before", " \n", LISTED, ` \n\n\n${LISTED}`],
  ["nothing behind", "## A", "", "## A"],
])("notes are put together: %s", (_, before, after, all) => {
  expect(putTogether(before, after)).toBe(all);
  // What is there already is no text of this run: it is never cut.
  expect(putTogether(before, after).startsWith(before)).toBe(true);
});
