import { runInProcess } from "../doors/in-process";
import type { Ended } from "../doors/in-process";
import type { Stage } from "./stage";

/** What `copy --json` prints of a release. */
export interface CopiedJson {
  readonly tag_name: string;
  readonly status: string;
  readonly url: string | null;
  readonly error: string | null;
  readonly assets: readonly { readonly name: string; readonly status: string }[];
}

export const tokenOf = ({ sandbox }: Stage): string => sandbox.tokens.good;

export const addressOf = ({ sandbox, repo }: Stage): string => `${sandbox.serverUrl}/${repo.path}`;

/** The flags of one side. */
export function sideOf(which: "from" | "to", stage: Stage): string[] {
  return [
    ...[`--${which}`, addressOf(stage), `--${which}-forge`, stage.name, `--${which}-api-url`, stage.sandbox.apiUrl],
    ...[`--${which}-token-env`, which === "from" ? "A" : "B"],
  ];
}

export interface CopyOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** In the place of the flags that name the target. */
  readonly to?: readonly string[];
  readonly from?: readonly string[];
}

export type CopyRan = Ended & { readonly json: readonly CopiedJson[] };

/** Copies between two stages; no token may be in the log. */
export async function copyBetween(
  from: Stage,
  to: Stage,
  words: readonly string[],
  options: CopyOptions = {},
): Promise<CopyRan> {
  const sides = [...(options.from ?? sideOf("from", from)), ...(options.to ?? sideOf("to", to))];
  const ran = await runInProcess({
    words: ["copy", ...words, ...sides, "--json"],
    env: { PATH: process.env.PATH, INPUT_RETRY_DELAY: "0.01", A: tokenOf(from), B: tokenOf(to), ...options.env },
    folder: from.workspace.folder,
  });
  for (const secret of [tokenOf(from), tokenOf(to)]) expect(ran.log).not.toContain(secret);
  return { ...ran, json: ran.stdout === "" ? [] : (JSON.parse(ran.stdout) as CopiedJson[]) };
}

/** Tags that have to be there before releases of them are copied. */
export function mirror({ repo }: Stage, ...tags: readonly string[]): void {
  for (const tag of tags) {
    repo.commit(tag);
    repo.tag(tag, { annotated: `Notes of ${tag}` });
  }
}

/** Files of releases as they stand. */
export const filesOf = ({ repo }: Stage): Record<string, string[]> =>
  Object.fromEntries(
    repo.seen().map(({ tag, assets }) => [tag, assets.map(({ name, sha256 }) => `${name} ${sha256}`).sort()]),
  );
