import type { PipelineFile } from "../../ci/pipeline-files";
import { FORGES } from "../../forges";
import { PLACEHOLDER, type Project, SOURCE, isSource, tagOf, tokenLine } from "./fill";
import type { Home } from "./home";

/** What is left to do, in the order in which it can be done. Pure. */
export function nextOf(
  { id, text, forges }: PipelineFile,
  at: { readonly project: Project; readonly path: string; readonly home: Home },
): string[] {
  const { project, path, home } = at;
  const tag = tagOf(project, "1.0.0");
  return [
    ...(project.build === undefined
      ? [
          `In ${path} put your own build in the place of “${PLACEHOLDER}”; what it leaves in ${project.prefix}${project.output} is released.`,
        ]
      : []),
    sourceStep(text, path, home),
    tokenFor(tokenLine(text), home),
    notesStep(text, project, tag),
    `Commit ${path} and push it: git add ${path} && git commit -m "ci: release" && git push`,
    doctorStep(home, tag),
    ...releaseSteps(id, { tag, forge: home.forge ?? forges[0] }),
  ].filter((line) => line !== "");
}

/** The notes that the written file takes, and what it fails without. */
function notesStep(text: string, { notes, prefix }: Project, tag: string): string {
  if (!/NOTES\.md|body_path/.test(text)) return "";
  if (notes?.kind === "changelog")
    return `Give ${prefix}${notes.file} a section of the version before each tag, such as “## ${tag}”: it is the text of the release, and a run without it fails.`;
  if (notes !== undefined)
    return `Write into ${prefix}${notes.file} what is new before each tag, and commit it: it is the text of the release, and a run without it fails.`;
  if (/^ +body_path: NOTES\.md/m.test(text)) return "";
  return "Releases have no text as it is: write what is new into NOTES.md, and add --body-path NOTES.md to the command.";
}

function doctorStep({ flags, variable }: Home, tag: string): string {
  const line = ["forge-release doctor", ...flags, `--tag-name ${tag}`].join(" ");
  return variable === undefined
    ? `To see before what a run will meet: ${line}`
    : `To see before what a run will meet, with a token in ${variable}: ${line}`;
}

/** A file that names the repository, where that is not known. */
function sourceStep(text: string, path: string, { address = "" }: Home): string {
  if (!text.includes(SOURCE) || isSource(address)) return "";
  return `In ${path} put the address of your repository in the place of “${SOURCE}”, and its name behind “cd”.`;
}

function releaseSteps(
  id: string,
  { tag, forge }: { readonly tag: string; readonly forge: string | undefined },
): string[] {
  if (FORGES.find((one) => one.id === forge)?.tagsAreReleases === true)
    return [
      "Put the version into the names of the files that the build leaves: a name may be there once in the whole repository.",
      `Release by an annotated tag, whose message is the text of the release: git tag -a ${tag} -m "What is new" && git push origin ${tag}`,
    ];
  const push = `git tag ${tag} && git push origin ${tag}`;
  if (id !== "gitee-go") return [`Release by a tag: ${push}`];
  return [
    `Push the tag: ${push}`,
    `Start the pipeline by hand on the page of Gitee Go, and give RELEASE_TAG the value ${tag}: no variable there tells the tag. A run that a push to the branch starts has none, and ends with an error.`,
  ];
}

/** Where a forge's tokens are made, for CIs that build for any forge: menus as their pages call them. */
const MADE: Readonly<Record<string, string>> = {
  github: "GitHub: Settings > Developer settings > Personal access tokens, Contents: Read and write",
  gitlab: "GitLab: Settings > Access tokens, scope api",
  gitea: "Gitea: Settings > Applications, scope write:repository",
  forgejo: "Forgejo: Settings > Applications, scope write:repository",
  gitee: "Gitee: 设置 > 安全设置 > 私人令牌, scope projects",
  gitcode: "GitCode: 个人设置 > 访问令牌, with write access to projects",
  tgit: "工蜂: 个人设置 > 私人令牌, one that may write",
  cnb: "CNB: 个人设置 > 访问令牌, scope repo-code, in newer lists repo-contents, with read and write",
  sourcehut:
    "SourceHut: meta.sr.ht/oauth2, grants git.sr.ht/OBJECTS:RW, git.sr.ht/PROFILE:RO and git.sr.ht/REPOSITORIES:RO",
};

/** The line of the example on tokens, with the forge at hand in the place of the one that it tells of. */
function tokenFor(line: string, { forge, variable }: Home): string {
  const made = MADE[forge ?? ""];
  const of = line.startsWith("Token: one of the forge that may write (");
  if (made === undefined || !of) return line;
  const told = line.replace(/\([^()]*\)/, `(${made})`);
  return variable === undefined ? told : `${told} On your own machine it is read from ${variable}.`;
}
