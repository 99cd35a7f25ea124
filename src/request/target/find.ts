import type { Http } from "../../http";
import type { Context } from "../context";
import { InputError, attempt } from "../problems";
import { locate } from "./locate";
import { askServer } from "./probe";
import type { Target } from "./target";
import { type TokenChoice, chooseToken } from "./token";
import { type TokenSources, tokenSources } from "./token-sources";

/** A repository, and the token for it. */
export interface TargetFound {
  readonly target: Target;
  readonly token: TokenChoice;
}

/**
 * The repository that a command works on, by the rules of publish. A server whose kind nobody has told is asked what it
 * is, and only when nothing else is wrong.
 *
 * @param at.onlyReads nothing is written: without a token what is public is read as a stranger reads it
 * @throws InputError with every problem found.
 */
export async function findTarget(
  at: Context & { readonly http: Http; readonly onlyReads: boolean },
): Promise<TargetFound> {
  const sources: TokenSources = { ...tokenSources(at), ...(at.onlyReads && { onlyReads: true }) };
  const problems = [...at.problems, ...sources.problems];
  const located = attempt(problems, () => locate(at));
  if (located?.kind === "unknown" && problems.length === 0) {
    const target = await askServer(located, { ...at, sources });
    return { target, token: chooseToken(target, sources, at.http) };
  }
  const token = located?.kind === "known" ? attempt(problems, () => chooseToken(located, sources, at.http)) : undefined;
  if (located?.kind !== "known" || token === undefined || problems.length > 0) throw new InputError(...problems);
  return { target: located, token };
}
