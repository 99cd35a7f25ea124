import { type Table, boolean, number, path, text } from "../input-kinds";

/** Options that only commands have: one meaning in each of them. Publish has inputs instead. */
export const OPTIONS = {
  json: boolean(false, "Print the result as JSON on standard output, and nothing else there."),
  limit: number({ least: 1, most: 100_000, whole: true, default: "30" }, "Releases to show at most."),
  dir: path("Folder for the files; it is made where it is missing.", "the working directory"),
  clobber: boolean(false, "Replace a file that has other content; without this it is an error."),
  with_tag: boolean(false, "Delete the tag as well, after its release."),
  keep: text("How many of the matching releases stay, the newest by publication.", { otherwise: "required" }),
  older_than: text("Only releases that were published longer ago than this: `30d`, `12h`, `2w`.", {
    otherwise: "of any age",
  }),
  stable: boolean(false, "Delete stable versions as well; without this only prereleases and tags that are no version."),
  with_tags: boolean(false, "Delete the tags as well, each after its release."),
  yes: boolean(false, "Do it without asking; needed wherever nobody sits at a terminal."),
  from: path("Web address of the repository to copy from, `.` for the one at hand.", "required"),
  to: path("Web address of the repository to copy to, `.` for the one at hand.", "required"),
  all: boolean(false, "Copy every release."),
  since: text("Copy this release and all that were published after it."),
  overwrite: boolean(false, "Replace what differs: notes, title, marks, files. Without this it is left as it is."),
  from_forge: text("Kind of the forge to copy from, where its address does not tell."),
  from_token_env: text("Variable with the token for the forge to copy from.", {
    otherwise: "the variable of that forge",
  }),
  from_api_url: path("API root of the forge to copy from, where it cannot be derived."),
  to_forge: text("Kind of the forge to copy to, where its address does not tell."),
  to_token_env: text("Variable with the token for the forge to copy to.", { otherwise: "the variable of that forge" }),
  to_api_url: path("API root of the forge to copy to, where it cannot be derived."),
  ci: text(
    "CI to write for: `github`, `gitea`, `forgejo`, `gitlab-ci`, `gitee-go`, `gitcode`, `cnb`, `bk-ci`, `builds-sr-ht`, `woodpecker`, `drone`, `jenkins`.",
    { otherwise: "the one whose files are here, else that of the forge of origin" },
  ),
} satisfies Table;

export type OptionName = keyof typeof OPTIONS;

export function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name);
}
