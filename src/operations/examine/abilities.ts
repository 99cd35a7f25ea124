import type { Forge } from "../../forges/forge";
import { type Finding, warning, wrongInput } from "../../model/finding";
import type { Wanted } from "../../model/request";
import { check, refusedFiles } from "../publish/check";

const OTHERWISE = "Leave the input out for this forge.";
const SMALLER = "Split or compress the file, leave it out, or set oversized_files: skip.";

/** What the forge takes of what is wanted. Asks nothing: it is known of a server that does not answer as well. */
export function abilitiesFound(wanted: Wanted, forge: Pick<Forge, "can">): Finding[] {
  const { problems, notices, warnings } = check(wanted, forge.can());
  const ofFiles = new Set(refusedFiles(wanted.files, forge.can()).values());
  return [
    ...problems.map((one) =>
      ofFiles.has(one)
        ? { ...wrongInput("files", one), remedy: SMALLER }
        : { ...wrongInput("inputs", one), remedy: OTHERWISE },
    ),
    ...notices.map((one) => warning("inputs", one, OTHERWISE)),
    ...warnings.map((one) => warning("files", one, SMALLER)),
  ];
}
