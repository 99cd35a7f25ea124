import type { Played } from "./play";

const SIGNS = { held: "yes", broken: "**no**", skipped: "–" } as const;

/** A page of `docs/live/`. `day`: as `2026-01-31` */
export function pageOf({ software, outcomes, left }: Played, day: string): string {
  const held = outcomes.filter(({ result }) => result === "held").length;
  const skipped = outcomes.filter(({ result }) => result === "skipped").length;
  const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
  return [
    `# ${software}`,
    "",
    `Played on ${day} by \`npm run live\` against a real server: ${held} of ${outcomes.length - skipped} held, ${skipped} skipped.`,
    "",
    "| Promise | held | |",
    "| --- | --- | --- |",
    ...outcomes.map(({ name, result, words = "" }) => `| ${cell(name)} | ${SIGNS[result]} | ${cell(words)} |`),
    ...(left.length === 0 ? [] : ["", `Left behind, since the forge has no route to remove them: ${left.length}.`]),
    "",
  ].join("\n");
}
