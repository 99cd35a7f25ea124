import { isVariableName } from "../request/entries/variable-name";
import { ConfigError } from "../errors";
import { withoutSlash } from "../model/address";
import { decodeNotes } from "../model/notes";
import { words as wordsOf } from "../model/words";
import { type Choice, type Copied, chooseReleases, copyReleases } from "../operations/copy";
import { remarksOn } from "../operations/copy/leads";
import { columns } from "../report/columns";
import type { Log } from "../report/log";
import { assetOutput } from "../report/outputs";
import type { Context } from "../request/context";
import { InputError } from "../request/problems";
import { wantedFiles } from "../request/wanted-files";
import { isTagName } from "../request/tag";
import { type Place, type Running, command, openPlace } from "./frame";

/** Releases with notes, marks and files from one forge to another. */
export const copy = command("copy", async (at) => {
  const { options, context, stage, log } = at;
  const choice = choiceOf(at);
  const from = await side(at, "from");
  const to = await side(at, "to");
  refuseSelf(from, to);
  const { chosen, missing } = await chooseReleases(from.forge, choice);
  log.info(stage.log.say(`${wordsOf.count(chosen.length, "release")} to copy`));
  const home = `${withoutSlash(from.target.serverUrl)}/${from.target.repository}`;
  const copied = await copyReleases(
    {
      ...{ from: from.forge, to: to.forge, overwrite: options.overwrite, packageName: context.inputs.package_name },
      named: (files) => wantedFiles(files, to.target.module),
      remark: ({ tag, notes }) => remarksOn(tag, decodeNotes(notes).text, home),
      ...{ clock: stage.clock, random: stage.random, log },
      ...{ concurrency: context.inputs.concurrency, dryRun: context.inputs.dry_run },
    },
    chosen,
  );
  const all = [
    ...copied,
    ...missing.map((tag) => ({
      ...{ tag, status: "failed" as const, url: undefined, outcome: undefined },
      error: `There is no published release of ${tag} to copy.`,
    })),
  ];
  return {
    json: all.map(copiedJson),
    lines: [...table(all, stage.log), stage.log.say(closing(all))],
    exitCode: all.some(({ status }) => status === "failed") ? 1 : 0,
  };
});

function copiedJson({ tag, status, url, error, outcome }: Copied) {
  const files = outcome !== undefined && "published" in outcome ? outcome.published.files : [];
  return {
    ...{ tag_name: tag, status, url: url ?? null, error: error ?? null },
    assets: files.map(assetOutput).map(({ name, size, sha256, browser_download_url, status: of }) => ({
      ...{ name, size, sha256, browser_download_url, status: of },
    })),
  };
}

function table(all: readonly Copied[], { say, inLanguage }: Pick<Log, "say" | "inLanguage">): string[] {
  return columns(
    ["STATUS", "TAG", "FILES", "SENT", "WHERE"].map(say),
    all.map(({ status, tag, url, error, outcome }) => {
      const files = outcome !== undefined && "published" in outcome ? outcome.published.files : [];
      const sent = files.filter((file) => file.status === "uploaded" || file.status === "replaced");
      return [
        status,
        tag,
        String(files.length),
        String(sent.length),
        error === undefined ? (url ?? "") : inLanguage(error),
      ];
    }),
  );
}

function closing(all: readonly Copied[]): string {
  const told = (["copied", "updated", "unchanged", "planned", "failed"] as const).flatMap((status) => {
    const count = all.filter((one) => one.status === status).length;
    return count === 0 ? [] : [`${count} ${status}`];
  });
  return `${wordsOf.count(all.length, "release")}${told.length === 0 ? "" : `: ${told.join(", ")}`}`;
}

/** @throws InputError */
function choiceOf({ options, words, context }: Running<"copy">): Choice {
  const problems = [...context.problems];
  const ways = [options.all, options.since !== undefined, words.length > 0].filter(Boolean).length;
  if (ways === 0) problems.push("copy needs to know which releases: name tags, or give --all or --since TAG.");
  if (ways > 1) problems.push("--all, --since and tags exclude each other: give one.");
  if (context.inputs.token !== undefined || context.entries.tokenEnv !== undefined)
    problems.push("token is for one forge, and copy speaks to two: use --from-token-env and --to-token-env.");
  for (const side of ["from", "to"] as const)
    if (options[side] === undefined)
      problems.push(`copy needs --${side} ADDRESS: the web address of a repository, or . for the one at hand.`);
  const strange = [...words, ...(options.since === undefined ? [] : [options.since])].filter((tag) => !isTagName(tag));
  for (const tag of strange) problems.push(`“${tag}” is not a name that git takes for a tag.`);
  if (problems.length > 0) throw new InputError(...problems);
  if (options.since !== undefined) return { kind: "since", tag: options.since };
  return options.all ? { kind: "all" } : { kind: "tags", tags: [...new Set(words)] };
}

/** Opens one of the two repositories, with its own token and no other. @throws InputError */
async function side({ options, context, stage, http }: Running<"copy">, which: "from" | "to"): Promise<Place> {
  const { from, to, from_forge, to_forge, from_token_env, to_token_env, from_api_url, to_api_url } = options;
  const [address = "", forge, tokenEnv, apiUrl] =
    which === "from" ? [from, from_forge, from_token_env, from_api_url] : [to, to_forge, to_token_env, to_api_url];
  if (address !== "." && !/^https?:\/\//i.test(address))
    throw new InputError(
      `--${which} must be the web address of a repository, such as https://gitee.com/me/app, or “.”.`,
    );
  if (tokenEnv !== undefined && !isVariableName(tokenEnv))
    throw new InputError(
      `--${which}-token-env takes the name of a variable, and what was given is none; it is not shown, because it may be a token.`,
    );
  const at = contextOf(context, { address, forge, tokenEnv, apiUrl });
  const secret = context.env[tokenEnv ?? ""]?.trim() ?? "";
  if (secret !== "") stage.log.hide(secret);
  return openPlace(stage, { ...at, http }).catch((error: unknown) => {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError({ what: `--${which}: ${error.message}`, said: error.said, hint: error.hint, cause: error });
  });
}

function contextOf(
  context: Context,
  at: {
    readonly address: string;
    readonly forge: string | undefined;
    readonly tokenEnv: string | undefined;
    readonly apiUrl: string | undefined;
  },
): Context {
  const { address, forge, tokenEnv, apiUrl } = at;
  const own = address === ".";
  return {
    ...context,
    inputs: {
      ...context.inputs,
      token: undefined,
      forge: forge ?? (own ? context.inputs.forge : undefined),
      repository: own ? context.inputs.repository : address,
      server_url: own ? context.inputs.server_url : undefined,
      api_url: apiUrl ?? (own ? context.inputs.api_url : undefined),
    },
    entries: { ...context.entries, tokenEnv },
  };
}

/** @throws InputError where both are one repository */
function refuseSelf({ target: a }: Place, { target: b }: Place): void {
  if (a.serverUrl === b.serverUrl && a.repository.toLowerCase() === b.repository.toLowerCase())
    throw new InputError(`--from and --to are one repository: ${a.repository} on ${a.serverUrl}.`);
}
