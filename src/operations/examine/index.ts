import { PublishError } from "../../errors";
import type { Rights } from "../../forges/forge";
import { statusOf } from "../../forges/kit/rest";
import { type Finding, ok, unknown, untold, wrong } from "../../model/finding";
import { whyNoWrites } from "../rights";
import { type Examining, type Outcome, failed, outcome } from "./outcome";
import { lookOnly, releaseFound } from "./release";

export type { Examining } from "./outcome";

/**
 * Looks at all that publishing depends on, each by itself: one that fails hides no other. Nothing is written, and no
 * content of a file is read from the server.
 */
export async function examine(at: Examining): Promise<Finding[]> {
  const { forge, wanted, permission } = at;
  const proof = await outcome(async () => forge.proveToken?.());
  const rights = await outcome(async () => forge.rights?.());
  const seen = wanted === undefined ? undefined : await outcome(() => lookOnly(at, wanted));
  const looks = [rights, ...(seen === undefined ? [] : [seen])];
  const [refused] = errorsOf([proof, ...looks]).filter((error) => statusOf(error) === 401);
  return [
    ...(await versionFound(at)),
    refused === undefined ? tokenFound(at, looks) : wrong("token", refused),
    ...(refused === undefined ? [repositoryFound(at, looks)] : []),
    refused === undefined
      ? rightsFound(at, rights)
      : unknown("rights", "Not known without a token that works.", permission),
    ...(wanted === undefined || seen === undefined ? [] : await releaseFound(at, wanted, seen)),
  ];
}

const errorsOf = (looks: readonly Outcome<unknown>[]): unknown[] =>
  looks.flatMap((one) => ("error" in one ? [one.error] : []));

/** What the server says of itself; where it says nothing, nothing is missing. */
async function versionFound({ forge }: Examining): Promise<Finding[]> {
  const told = await outcome(async () => forge.version?.());
  return "value" in told && told.value !== undefined ? [ok("server", `It runs version ${told.value}.`)] : [];
}

/** A token that is there is not one that works: only an answer tells. */
function tokenFound({ token }: Examining, looks: readonly Outcome<unknown>[]): Finding {
  // Where the repository is not shown, "there is none" is the answer to everything.
  const shown = looks.every((one) => "value" in one);
  if (shown && looks.some((one) => one.value !== undefined)) return ok("token", `The token from ${token} works.`);
  const [error] = errorsOf(looks);
  if (error !== undefined) return untold("token", error);
  return unknown("token", `The token from ${token} was not tried: there was nothing to ask for.`, "Set tag_name.");
}

function repositoryFound({ repository, throughProxy }: Examining, looks: readonly Outcome<unknown>[]): Finding {
  const [error] = errorsOf(looks);
  return error === undefined
    ? ok("repository", `${repository} can be seen.`)
    : failed("repository", error, throughProxy);
}

function rightsFound({ permission }: Examining, rights: Outcome<Rights | undefined>): Finding {
  if ("error" in rights) return unknown("rights", "Not known: the look at the repository failed.", permission);
  const { writes, hint = permission, ofToken } = rights.value ?? {};
  const trouble = rights.value && whyNoWrites(rights.value);
  if (trouble !== undefined) return wrong("rights", new PublishError(trouble));
  if (writes === true && ofToken === true) return ok("rights", "The token may write to the repository.");
  const known = writes === true ? "Its account may write to the repository; whether the token itself may is" : "It is";
  const remedy = `Nothing, until a run is refused. Then: ${hint}`;
  return unknown("rights", `${known} not known before writing, for the forge does not tell.`, remedy);
}
