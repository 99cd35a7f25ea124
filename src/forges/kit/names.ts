import { escapeName, readableName } from "../../model/names";
import type { ForgeModule } from "../forge";

/** Characters of file names that a server alters; each pattern matches one of them. */
interface Altered {
  readonly usually: RegExp;
  /** On servers that take fewer, the plainest last. */
  readonly plainer: readonly RegExp[];
  /** What earlier versions of this program sent as code points. */
  readonly earlier: readonly RegExp[];
}

/** How files are called on a forge that alters names without saying how. */
export function fileNames({
  usually,
  plainer,
  earlier,
}: Altered): Required<Pick<ForgeModule, "storedName" | "plainerNames" | "earlierNames">> {
  const storedName = (name: string): string => readableName(name, usually);
  const without = (name: string, names: readonly string[]): string[] =>
    [...new Set(names)].filter((one) => one !== name);
  return {
    storedName,
    plainerNames: (name) =>
      without(
        storedName(name),
        plainer.map((pattern) => readableName(name, pattern)),
      ),
    earlierNames: (name) =>
      without(
        name.normalize("NFC"),
        earlier.map((pattern) => escapeName(name.normalize("NFC"), pattern)),
      ),
  };
}
