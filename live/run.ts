import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { newestAbilities } from "../scripts/newest-abilities";
import { pageOf } from "./page";
import { play } from "./play";
import { runBundle } from "./program";
import { PROMISES } from "./promises";
import { startRecorder } from "./record/recorder";
import type { Transcript } from "./record/transcript";
import { Misused, type Settings, USAGE, readWords, settingsOf } from "./settings";
import { playTogether } from "./together";

const tell = (line: string): void => {
  console.log(line);
};

/** @returns whether everything held */
async function playOn(settings: Settings, signal: AbortSignal): Promise<boolean> {
  const { module, place, server, only, record } = settings;
  const recorder =
    record === undefined ? undefined : await startRecorder({ web: place.serverUrl, api: place.apiUrl }, place.token);
  const played = await play({
    ...settings,
    forge: module.id,
    can: newestAbilities(module),
    promises: PROMISES.filter(({ name, crowd }) => name.includes(only) && (recorder === undefined || crowd !== true)),
    signal,
    program: runBundle,
    between: recorder && {
      serverUrl: recorder.origins.web,
      apiUrl: recorder.origins.api,
      noteTag: (tag) => {
        recorder.note({ tag });
      },
    },
    tell,
  });
  if (recorder !== undefined && record !== undefined) {
    const transcript: Transcript = {
      forge: module.id,
      software: played.software,
      repository: place.repository,
      head: settings.commit ?? (await server.head()),
      steps: recorder.steps,
    };
    await writeFile(record, `${JSON.stringify(transcript)}\n`);
    await recorder.close();
  }
  for (const what of played.left) tell(`left behind: ${what}`);
  const broken = played.outcomes.filter(({ result }) => result === "broken").length;
  tell(`${played.software}: ${broken === 0 ? "everything held" : `${broken} broken`}`);
  if (settings.page !== undefined) {
    await mkdir(dirname(settings.page), { recursive: true });
    await writeFile(settings.page, pageOf(played, new Date().toISOString().slice(0, 10)));
  }
  return broken === 0;
}

async function playAll(file: string, signal: AbortSignal): Promise<boolean> {
  const lines = (await readFile(file, "utf8")).split("\n").filter((line) => /^[^#\s]/.test(line.trim()));
  const all = lines.map((line) => settingsOf(readWords(line.trim().split(/\s+/)), { env: process.env, sleep }));
  let held = true;
  for (const settings of all) held = (await playOn(settings, signal)) && held;
  const { broken, left } = await playTogether(all, { program: runBundle, signal, env: process.env });
  for (const what of left) tell(`left behind: ${what}`);
  tell(broken.length === 0 ? "one run published to all of them" : `one run to all of them: ${broken.join("; ")}`);
  return held && broken.length === 0;
}

async function main(): Promise<void> {
  const values = readWords(process.argv.slice(2));
  if (values.help) {
    tell(USAGE);
    return;
  }
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      stop.abort();
    });
  const held =
    values.targets === undefined
      ? await playOn(settingsOf(values, { env: process.env, sleep }), stop.signal)
      : await playAll(values.targets, stop.signal);
  if (stop.signal.aborted) process.exitCode = 130;
  else if (!held) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof Misused) console.error(USAGE);
  process.exitCode = error instanceof Misused ? 2 : 1;
});
