import { actions } from "./actions";
import type { Ci, Env } from "./ci";
import { localGit } from "./local-git";

/** Every CI that is known; the first that recognises the environment is it. The shell, last, recognises every one. */
export const CIS: readonly Ci[] = [actions, localGit];

/** The CI of an environment, and why. */
export function recogniseCi(env: Env): { readonly ci: Ci; readonly reason: string } {
  for (const ci of CIS) {
    const reason = ci.recognise(env);
    if (reason !== undefined) return { ci, reason };
  }
  return { ci: localGit, reason: "" };
}
