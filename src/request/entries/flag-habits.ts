import { mapOf } from "../../model/group";
import { type InputName, flagOf } from "../inputs";
import { byWord } from "./nearest";

/** Flags of `gh release`, `glab release` and `release-cli` that mean the same as a flag here. */
export const FLAG_ALIASES = byWord({
  name: "--title -t",
  body: "--notes -N",
  body_path: "--notes-file -F",
  generate_release_notes: "--generate-notes",
  previous_tag: "--notes-start-tag",
  target_commitish: "--target --ref -r",
  make_latest: "--latest",
  draft: "-d",
  prerelease: "-p",
  discussion_category_name: "--discussion-category",
  overwrite_files: "--clobber",
  repository: "--repo -R --project-id",
  milestones: "--milestone",
  tag_message: "-T",
  released_at: "-D",
});

/** Switches of those tools for what is done here anyway. */
export const FLAGS_OF_COURSE = mapOf({
  "--use-package-registry": "files always go to the package registry where there is one",
  "--no-close-milestone": "milestones are never closed",
});

const links =
  "Each link is one flag: --links 'name=url', on GitLab --links 'name=url#type'. Files of this run are words.";
const catalog = "Only glab, in a job of GitLab with its release keyword, publishes to the CI/CD catalog.";

/** Flags of those tools that mean different things, or nothing here: what to type instead. */
export const FLAGS_INSTEAD: ReadonlyMap<string, string> = new Map([
  ["-n", "What gh calls -n is --body here, what glab calls -n is --name."],
  ["-m", "What glab calls -m is --milestones here; notes are --body."],
  ["-a", links],
  ...["--assets-links", "--assets-link", "--assets-links-name", "--assets-links-url"].map(
    (flag) => [flag, links] as const,
  ),
  ["--description", "A text is --body here, the path of a file is --body-path."],
  ["--experimental-notes-text-or-file", "A text is --body here, the path of a file is --body-path."],
  ["--no-update", "A release that is there is updated; --body-mode keep and --no-overwrite-files leave what it has."],
  ["--fail-on-no-commits", "There is no such check: make it before, with git rev-list --count LAST_TAG..HEAD."],
  ["--publish-to-catalog", catalog],
  ["--catalog-publish", catalog],
  ["--private-token", "Put the token into a variable, and name it: --token-env NAME."],
  ["--additional-ca-cert-bundle", "The path of such a file is --ca-file here."],
  ["--insecure-https", "Certificates are always checked; --ca-file names the authority of your own."],
  ["--timeout", "A transfer is given up when nothing moves for --stall-timeout seconds, however long it takes."],
]);

/** What is said of a flag of another tool that was taken. */
export function called(flag: string, input: InputName): string {
  return `${flag} is called ${flagOf(input)} here.`;
}
