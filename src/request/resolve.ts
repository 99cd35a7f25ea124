import type { Clock, ForgeModule } from "../forges/forge";
import type { Http } from "../http";
import { putTogether } from "../model/put-together";
import type { Arrival, PushWanted, Wanted, WantedFile } from "../model/request";
import { type Commits, commitsOf } from "./commits";
import type { Context } from "./context";
import type { Gathered } from "./gather";
import type { Inputs } from "./inputs";
import { type Local, localOf } from "./notes/local";
import { InputError, attempt } from "./problems";
import { wantedFiles } from "./wanted-files";
import { pushProblems } from "./push-problems";
import { secretFinder } from "./secrets";
import { tagOfRelease } from "./tag";
import { familyOf } from "./target/hosts";
import { locate } from "./target/locate";
import { probe } from "./target/probe";
import type { Target, UnknownServer } from "./target/target";
import { NoTokenError, type Route, type TokenChoice, chooseToken, noTokenToAsk } from "./target/token";
import { type TokenSources, tokenSources } from "./target/token-sources";

/** All that is needed to publish: nothing about it is open any more. */
export interface Resolved {
  readonly target: Target;
  readonly token: TokenChoice;
  readonly wanted: Wanted;
  readonly local: Local;
  /** Lines of the log about how it was found. */
  readonly told: readonly string[];
}

export interface Resolving extends Context {
  readonly gathered: Gathered;
  /** Used only when a server has to be asked what it is, or which tag a release has. */
  readonly http: Http;
  readonly clock: Clock;
  /** Hears of the token that is chosen for a target. @throws InputError for one that is another's */
  readonly claim?: (target: Target, token: TokenChoice) => void;
}

/** A target as far as it can be told without a request. */
export interface Settled {
  /** Where it is, where that needs no question. */
  readonly target: Target | undefined;
  /** Ends it: asks a server what it is, or for the tag of a release, where one of these is not known. */
  resolve(): Promise<Resolved>;
}

/**
 * Puts everything together that was read, and ends with all problems at once. Nothing is sent: only what comes back
 * sends, and only where nobody has told the kind of a server, or the tag.
 *
 * @throws InputError with every problem found.
 */
export function settle(at: Resolving): Settled {
  const sources = tokenSources(at);
  const problems = [...at.problems, ...sources.problems, ...at.gathered.problems];
  const located = attempt(problems, () => locate(at));
  if (located?.kind === "known") {
    const known = settleAt(at, located, { sources, problems });
    return { target: located, resolve: () => finish(at, known) };
  }
  if (problems.length > 0 || located === undefined) throw new InputError(...problems);
  refuseToAsk(located, sources, at.http);
  async function asked(unknown: UnknownServer): Promise<Resolved> {
    const target = await probe(unknown, at.forges, (base) =>
      at.http.open({ base, credentials: {}, headers: {}, quick: true }),
    );
    return finish(at, settleAt(at, target, { sources, problems }));
  }
  return { target: undefined, resolve: () => asked(located) };
}

/** A host is asked only when a token for it could be used at all. @throws InputError why none could. */
export function refuseToAsk(unknown: UnknownServer, sources: TokenSources, route: Route): void {
  const wrong: string[] = [];
  const targets = unknown.candidates.flatMap((module) => attempt(wrong, () => unknown.complete(module)) ?? []);
  // No kind that it can be takes the repository's name.
  if (targets.length === 0) throw new InputError(...new Set(wrong));
  const refusals = targets.map((target) => errorOf(() => chooseToken(target, sources, route)));
  if (refusals.includes(undefined)) return;
  const unfit = refusals.find((refusal) => !(refusal instanceof NoTokenError));
  const isOneKind = new Set(targets.map(({ module }) => familyOf(module))).size === 1;
  throw unfit ?? (isOneKind ? refusals[0] : undefined) ?? new InputError(noTokenToAsk(unknown, sources));
}

function errorOf(choose: () => unknown): InputError | undefined {
  try {
    choose();
    return undefined;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

/** A target of a known kind, with all that depends on it. */
interface SettledAt {
  readonly target: Target;
  readonly token: TokenChoice;
  readonly files: readonly WantedFile[];
  readonly arrival: Arrival | undefined;
}

/** @throws InputError */
function settleAt(
  { inputs, gathered, http, claim }: Resolving,
  target: Target,
  at: { readonly sources: TokenSources; readonly problems: readonly string[] },
): SettledAt {
  const { release_id } = inputs;
  const { module } = target;
  const problems = [...at.problems, ...pushProblems(inputs, gathered.tag, target)];
  if (release_id !== undefined && !module.releaseId.test(release_id))
    problems.push(`release_id “${release_id}” is not the form that ids have on ${module.title}.`);
  const token = attempt(problems, () => {
    const chosen = chooseToken(target, at.sources, http);
    claim?.(target, chosen);
    return chosen;
  });
  const files = attempt(problems, () => wantedFiles(gathered.files, module));
  const arrival = gathered.arrival && attempt(problems, () => storedArrival(gathered, module));
  if (problems.length > 0 || token === undefined || files === undefined) throw new InputError(...problems);
  return { target, token, files, arrival };
}

async function finish(at: Resolving, { target, token, files, arrival }: SettledAt): Promise<Resolved> {
  const { inputs, gathered, http } = at;
  const { release_id } = inputs;
  const tag = gathered.tag ?? (await tagOfRelease(release_id ?? "", { target, token, http }));
  const [{ commits, told, isCheckout }, push] = await Promise.all([
    commitsOf({ ...at, target, tag }),
    inputs.push_tag === "false" ? undefined : import("./push").then(({ pushOf }) => pushOf({ ...at, tag })),
  ]);
  const named = gathered.tag === undefined ? [`the release ${release_id ?? ""} has the tag ${tag}`] : [];
  const wanted = {
    ...wantedRelease(inputs, { ...gathered, notes: notesOf(gathered, tag) }),
    ...commits,
    ...pushed(push, inputs),
    tag,
    files,
    arrival,
  };
  const local = localOf(at, {
    target,
    tag,
    isOwn: isCheckout,
    isShared: isCheckout || push !== undefined,
    secretIn: secretFinder(at),
  });
  return { target, token, wanted, local, told: [...named, ...told] };
}

/** A tag that is pushed has to stand on the commit that is pushed. */
function pushed(push: PushWanted | undefined, { allow_tag_mismatch }: Inputs): Partial<Wanted> {
  return push === undefined ? {} : { push, expectedCommit: allow_tag_mismatch ? undefined : push.commit };
}

/** The given notes, and behind them what the changelog says of this version. */
function notesOf({ notes, changelog }: Gathered, tag: string): string | undefined {
  return changelog === undefined ? notes : putTogether(notes ?? "", changelog.section(tag).text);
}

/** What the inputs say of the release. */
export function wantedRelease(
  inputs: Inputs,
  { notes, links }: Pick<Gathered, "notes" | "links">,
): Omit<Wanted, keyof Commits | "tag" | "files" | "arrival"> {
  return {
    verifyTag: inputs.verify_tag,
    waitForTag: inputs.wait_for_tag,
    floatingTags: inputs.floating_tags,
    // Blanks are no title: some forges refuse them, others put the tag there.
    title: inputs.name?.trim() === "" ? undefined : inputs.name,
    notes,
    notesMode: inputs.body_mode,
    generateNotes: inputs.generate_release_notes,
    notesFromTag: inputs.notes_from_tag,
    notesConfig: inputs.notes_config,
    previousTag: inputs.previous_tag?.replace(/^refs\/tags\//, ""),
    draft: inputs.draft,
    prerelease: inputs.prerelease === "auto" ? "auto" : inputs.prerelease === "true",
    latest: inputs.make_latest,
    discussionCategory: inputs.discussion_category_name,
    milestones: milestonesOf(inputs.milestones),
    tagMessage: inputs.tag_message,
    packageName: inputs.package_name,
    links,
    onUnsupported: inputs.on_unsupported,
    overwriteFiles: inputs.overwrite_files,
    oversizedFiles: inputs.oversized_files,
  };
}

/** `[]` alone asks for none; nothing given asks for nothing. */
function milestonesOf(lines: readonly string[]): readonly string[] | undefined {
  const titles = lines.map((title) => title.trim());
  return titles.length === 0 ? undefined : titles.filter((title) => titles.length > 1 || !/^\[\s*\]$/.test(title));
}

/** The list of checksums with the name that the forge gives it. @throws InputError when a file has that name. */
function storedArrival({ arrival, files }: Gathered, module: ForgeModule): Arrival | undefined {
  if (arrival === undefined) return undefined;
  const { checksums: name, ...others } = arrival;
  if (name === undefined) return others;
  const storedName = module.storedName(name);
  const other = files.find((file) => module.storedName(file.name) === storedName);
  if (other === undefined) return { ...others, checksums: { name, storedName } };
  throw new InputError(
    `${other.path} would be stored as ${storedName}, which is the list that checksums writes. Leave the file out of files, or give one of the two another name.`,
  );
}
