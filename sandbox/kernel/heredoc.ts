/** Reads the command file that outputs are written to (`name<<DELIMITER`, lines, `DELIMITER`), as a runner does. */
export function parseHeredoc(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const start = /^([^=<]+)<<(.+)$/.exec(lines[at] ?? "");
    if (start === null) continue;
    const end = lines.indexOf(start[2] ?? "", at + 1);
    if (end < 0) throw new Error(`The output ${start[1] ?? ""} has no end.`);
    outputs[start[1] ?? ""] = lines.slice(at + 1, end).join("\n");
    at = end;
  }
  return outputs;
}
