import { actions, atomgit } from "./actions";
import type { Ci, Env, Pipeline, Place } from "./ci";
import { plainLogger } from "./loggers";
import { paintFor } from "./paint";
import { bkCi, drone, jenkins, woodpecker } from "./of-any-forge";
import { buildsSrHt, cnb, giteeGo, gitlabCi } from "./of-one-forge";
import { eventFrom, filled, firstOf, root } from "./variables";

/** Every CI that is known. GITHUB_ACTIONS comes last of all markers, because runners of other forges set it, too. */
export const CIS: readonly Ci[] = [
  ...[gitlabCi, atomgit, cnb, giteeGo, bkCi, woodpecker, drone, jenkins, buildsSrHt, actions],
];

/** No CI at all: a shell, with whatever checkout it stands in. */
export const shell: Ci = {
  id: "local-git",
  title: "a shell",
  tellsNothing: true,
  recognise: () => "no CI's variables are set",
};

/** Variables in which CIs hand out a token of their own. */
export const AUTOMATIC_TOKENS: readonly string[] = CIS.flatMap(({ tokenVariables = [] }) => tokenVariables);

/** Those in which one CI hands out its token in this environment. */
export function automaticTokens(ci: Ci, env: Env): readonly string[] {
  return [...(ci.tokenVariables ?? []), ...(ci.automaticTokens?.(env) ?? [])];
}

/** A CI, and the variable by which it was recognised. */
export interface Recognised {
  readonly ci: Ci;
  readonly reason: string;
}

/**
 * The CI of an environment, which is a shell where there is none; and all others whose marks are there as well. With a
 * forge given that forge's own CI counts, else one that builds for any forge.
 */
export function recogniseCi(env: Env, forge?: string): Recognised & { readonly others: readonly Recognised[] } {
  const found = CIS.flatMap((ci) => {
    const reason = ci.recognise(env);
    return reason === undefined ? [] : [{ ci, reason }];
  });
  const of = (family: string | undefined): Recognised | undefined =>
    found.find(({ ci }) => familyOf(ci.forgeOf?.(env)) === family);
  const [first] = forge === undefined ? found : [of(familyOf(forge)) ?? of(undefined) ?? found[0]];
  return first === undefined
    ? { ci: shell, reason: shell.recognise(env) ?? "", others: [] }
    : { ...first, others: found.filter((one) => one !== first) };
}

/** What the pipeline tells, and how it wants to be spoken to: in plain lines, where its CI says no more. */
export async function readPipeline({ ci, reason }: Recognised, place: Place): Promise<Pipeline> {
  const { env, out } = place;
  const { serverUrl, apiUrl, repository, repositoryId, serverVersion, commit, workspace, tagMessage } = ci.tells ?? {};
  const value = (variable: string | undefined): string | undefined => filled(env[variable ?? ""]);
  return {
    title: ci.title,
    reason,
    ...(ci.tellsNothing && { isShell: true as const }),
    forge: ci.forgeOf?.(env),
    serverUrl: root(value(serverUrl)),
    apiUrl: root(value(apiUrl)),
    repository: value(repository),
    repositoryId: value(repositoryId),
    serverVersion: value(serverVersion),
    told: ci.tells ?? {},
    remote: firstOf(env, ci.remote ?? []),
    ...eventFrom(ci.event?.(env) ?? { tag: undefined, isBranch: false, branches: [] }),
    commit: value(commit),
    tagMessage: value(tagMessage),
    ...(ci.commitMayBeTag && { commitMayBeTag: ci.commitMayBeTag }),
    release: undefined,
    workspace: value(workspace),
    logger: plainLogger(out, paintFor(env, { shown: place.isTerminal === true }), place.word),
    handOn: () => Promise.resolve(),
    summarise: () => Promise.resolve(),
    ...ci.outputs?.(place),
    ...(await ci.read?.(place)),
  };
}

/** Gitea and Forgejo are one. */
function familyOf(forge: string | undefined): string | undefined {
  const id = forge?.trim().toLowerCase();
  return id === "forgejo" ? "gitea" : id;
}

/** Whether one of the CIs of an environment hands settings to plugins. */
export function handsSettings(env: Env): boolean {
  const { others, ...first } = recogniseCi(env);
  return [first, ...others].some(({ ci }) => ci.hasSettings === true);
}

/** What is wrong with an environment of more than one CI: only an input can say which forge is meant. */
export function severalCis(
  { others, ...first }: ReturnType<typeof recogniseCi>,
  forge: string | undefined,
): { readonly problems: readonly string[]; readonly notices: readonly string[] } {
  if (others.length === 0) return { problems: [], notices: [] };
  const names = [first, ...others].map(({ ci, reason }) => `${ci.title} (${reason})`).join(" and ");
  if (forge === undefined) {
    return {
      problems: [
        `The variables of ${names} are set at once, so it is not known whose job this is. Set forge to go on.`,
      ],
      notices: [],
    };
  }
  return {
    problems: [],
    notices: [`The variables of ${names} are set at once; this job is taken for one of ${first.ci.title}.`],
  };
}
