import { type Say, inEnglish } from "../model/say";

/** Bytes of a page; GitHub takes 1 MiB of a step, and shows nothing of one that has more. */
const MOST = 1_000_000;

/** Room for the line that says so. */
const SAID = 200;

/** A page that a CI still shows: what is folded away goes first, then what stands last, whole lines of it. Pure. */
export function fittedPage(page: string, say: Say = inEnglish): string {
  if (Buffer.byteLength(page) <= MOST) return page;
  const open = page.replace(/<details>[\s\S]*?<\/details>\n*/g, "");
  if (Buffer.byteLength(open) <= MOST - SAID)
    return `${open}\n${say("The sha256 of the files are left out: the page would be too large. The output `assets` has them.")}\n`;
  const lines = open.split("\n");
  let left = MOST - SAID;
  const end = lines.findIndex((line) => (left -= Buffer.byteLength(line) + 1) < 0);
  return `${lines.slice(0, end).join("\n")}\n\n${say(`Here the page would be too large: ${lines.length - end} lines are left out. The output \`assets\` has all files.`)}\n`;
}
