const [BOLD, END] = ["\x1b[1m", "\x1b[22m"];

/** What a CI makes of its own commands: a title that folds what is below it, the kinds of annotations in colour. */
const COMMANDS: readonly (readonly [command: RegExp, shown: string])[] = [
  [/^::group::(.*)$/, `${BOLD}▾ $1${END}`],
  [/^section_start:\d+:\w+\r(.*)$/, `${BOLD}▾ $1${END}`],
  [/^::notice::(.*)$/, "\x1b[36mNotice:\x1b[39m $1"],
  [/^::warning::(.*)$/, "\x1b[33mWarning:\x1b[39m $1"],
  [/^::error::(.*)$/, "\x1b[1;31mError:\x1b[0m $1"],
];

/** The log of a job as the pages of GitHub and GitLab show it, its section open. */
export function shownBy(log: string): string[] {
  let indent = "";
  const lines: string[] = [];
  for (const line of log.split("\n").map((one) => one.replaceAll("\x1b[0K", ""))) {
    if (/^(::add-mask::|::endgroup::|section_end:)/.test(line)) {
      if (!line.startsWith("::add-mask")) indent = "";
      continue;
    }
    const found = COMMANDS.find(([command]) => command.test(line));
    const shown = found === undefined ? line : line.replace(...found).replaceAll("%25", "%");
    lines.push(...shown.split("%0A").map((one) => indent + one));
    if (/^(::group|section_start)/.test(line)) indent = "  ";
  }
  return lines;
}
