import type { ForgeModule } from "../forges/forge";
import type { LocalFile, WantedFile } from "../model/request";
import { InputError } from "./problems";

/** The files, with the names that the forge will give them. @throws InputError when two would be stored under one. */
export function wantedFiles(files: readonly LocalFile[], module: ForgeModule): WantedFile[] {
  const first = new Map<string, LocalFile>();
  const problems: string[] = [];
  const wanted = files.map((file): WantedFile => {
    const { name, path } = file;
    const storedName = module.storedName(name);
    const other = first.get(storedName);
    if (other === undefined) first.set(storedName, file);
    else if (other.name !== name)
      problems.push(
        `${other.path} and ${path} would both be stored as ${storedName}. Rename one: ${path} => another name.`,
      );
    const earlierNames = module.earlierNames?.(name);
    return { ...file, storedName, earlierNames, plainerNames: module.plainerNames?.(name) };
  });
  if (problems.length > 0) throw new InputError(...problems);
  return wanted;
}
