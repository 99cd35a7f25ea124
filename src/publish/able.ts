import { PublishError } from "../errors";

/** A group of verbs that the plan counts on, because the forge's abilities say that it is there. */
export function able<T>(verbs: T | undefined, what: string): T {
  if (verbs !== undefined) return verbs;
  throw new PublishError({
    what: `This forge has no ${what}, which its abilities should have said.`,
    hint: "This is an error of forge-release: please report it with the log of a run with --debug.",
  });
}
