import { format, resolveConfig } from "prettier";
import { ZH } from "../../src/report/messages/zh";
import { groupBy } from "../../src/model/group";
import type { Message } from "./scan";
import { shownOf } from "./texts";

export const PAGE = "docs/messages.md";

const FLOORS: readonly (readonly [floor: RegExp, title: string])[] = [
  [/^request\//, "Inputs, and what is read before anything is sent"],
  [/^ci\//, "The pipeline and the checkout"],
  [/^commands\//, "Commands"],
  [/^operations\/publish\//, "Publishing"],
  [/^operations\//, "What is done with any forge"],
  [/^forges\//, "Forges"],
  [/^http\//, "The network"],
  [/^report\//, "Telling the result"],
  [/./, "Files on disk, and everywhere"],
];

/** The page of all messages: what is said, where it comes from and when, what to do, and the same in Chinese. */
export async function messagesPage(all: readonly Message[]): Promise<string> {
  const chinese = new Map(ZH.flatMap((catalogue) => Object.entries(catalogue)));
  const left = new Set(all);
  const parts = FLOORS.map(([floor, title]) => {
    const here = [...left].filter(({ path }) => floor.test(path));
    for (const message of here) left.delete(message);
    const byFile = groupBy(here, ({ path }) => path);
    return [`## ${title}`, ...[...byFile].map(([path, messages]) => fileSection(path, messages, chinese))].join("\n\n");
  });
  const text = `${HEAD}\n\n${parts.join("\n\n")}\n`;
  return format(text, { ...(await resolveConfig(PAGE)), parser: "markdown" });
}

const HEAD = `# Messages

Every error, hint, notice and warning of this program, and what it prints as a result, with what is filled in between braces; written by \`npm run messages\`
from the source. An error says what was tried, what the server said, and what to do, in that order. Below each stands how
it reads with \`language: zh\` (or where \`LC_ALL\`, \`LC_MESSAGES\` or \`LANG\` say so).`;

function fileSection(path: string, messages: readonly Message[], chinese: ReadonlyMap<string, string>): string {
  const bySpeaker = groupBy(messages, ({ by }) => by.name);
  const speakers = [...bySpeaker].map(([name, some]) => {
    const does = some[0]?.by.does;
    const when = [name === "" ? "" : `\`${name}\``, does === undefined ? "" : plain(does)].filter(Boolean).join(": ");
    return [...(when === "" ? [] : [when]), listOf(some, chinese)].join("\n\n");
  });
  return [`### ${path}`, ...speakers].join("\n\n");
}

const ROLES: Readonly<Record<Message["role"], string>> = {
  error: "error",
  said: "what was said",
  hint: "what to do",
  notice: "notice",
  warning: "warning",
  problem: "input error",
  part: "",
};

function listOf(messages: readonly Message[], chinese: ReadonlyMap<string, string>): string {
  return messages
    .map((message) => {
      const role = ROLES[message.role];
      const mark = role === "" ? "" : ` (${role})`;
      const other = (chinese.get(message.template) ?? "").replace(/\{(\d+)[+*!%#=@]?\}/g, "{$1}");
      return `- ${plain(shownOf(message.text).trim())}${mark}\\\n  ${plain(other)}`;
    })
    .join("\n");
}

/** Text as it is: nothing in it is Markdown. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\*_<>[\]`|~#&]/g, "\\$&")
    .replaceAll("://", ":\u2060//");
}
