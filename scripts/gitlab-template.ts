import type { Input } from "../src/request/inputs";
import { JOB_INPUTS, PUBLISHED, PUBLISH_INPUTS, type TemplateInput } from "./gitlab-inputs";

/** The whole file: `gitlab-ci-template.yml` for `include`, and the same as a component. */
export function gitlabTemplate(version: string): string {
  return `# Publishes the release of a tag, with its files. GitLab 17.0 or newer; docs/gitlab.md says how, and what to do before.
# Written by \`npm run docs\` from src/request/inputs.ts.
spec:
  inputs:
${[...JOB_INPUTS, ...PUBLISH_INPUTS].map(declared).join("\n")}
---
${HEAD}
${PUBLISHED.map(([name, input]) => variable(name, input)).join("\n")}
${script(version)}
`;
}

const HEAD = `"$[[ inputs.job-name ]]":
  stage: |-
    $[[ inputs.stage ]]
  image: |-
    $[[ inputs.image ]]
  # Only pipelines of tags: a release that makes its tag cannot start this job again.
  rules:
    - if: |-
        $CI_COMMIT_TAG =~ $[[ inputs.tag-pattern ]]
  # What a project does before every job of its own is written for other images.
  before_script: []
  after_script: []
  cache: []
  interruptible: false
  # Variables in values are filled in, \`$$\` is a dollar sign; only notes stand as they are written.
  variables:
    FORGE_RELEASE_PROGRAM: |2-
      $[[ inputs.program ]]
    FORGE_RELEASE_TOKEN_VARIABLE: |2-
      $[[ inputs.token_variable ]]`;

const LISTS = PUBLISHED.filter(([, { kind }]) => kind === "lines" || kind === "prose").map(([name]) =>
  name.toUpperCase(),
);

function declared({ name, type, description, options, regex, ...input }: TemplateInput): string {
  return [
    `    ${name}:`,
    `      description: ${JSON.stringify(description)}`,
    ...(type === "string" ? [] : [`      type: ${type}`]),
    `      default: ${JSON.stringify(input.default)}`,
    ...(options === undefined ? [] : [`      options: ${JSON.stringify(options)}`]),
    ...(regex === undefined ? [] : [`      regex: ${JSON.stringify(regex)}`]),
  ].join("\n");
}

/**
 * A value in a block of its own needs no quotes, so that none in it can end it. How far the block is indented is said for
 * those that may be empty, because parsers do not agree on what it is then.
 */
function variable(name: string, { kind }: Input): string {
  const variable = name.toUpperCase();
  switch (kind) {
    case "prose":
      return `    FORGE_RELEASE_${variable}:\n      value: |\n        $[[ inputs.${name} ]]\n      expand: false`;
    case "lines":
      return `    FORGE_RELEASE_${variable}: |\n      $[[ inputs.${name} ]]`;
    case "boolean":
    case "number":
      return `    INPUT_${variable}: "$[[ inputs.${name} ]]"`;
    case "text":
    case "choice":
    case "optional":
      return `    INPUT_${variable}: |2-\n      $[[ inputs.${name} ]]`;
    default:
      return kind satisfies never;
  }
}

function script(version: string): string {
  return `  script:
    - |
      # Lists arrive as JSON; the program wants one element a line.
      for name in ${LISTS.join(" ")}; do
        lines=$(node -p 'JSON.parse(process.env[process.argv[1]]).join("\\n")' "FORGE_RELEASE_$name") || {
          echo "$name is no list any more with its variables filled in: one holds a quote, a backslash or a line break." >&2
          exit 2
        }
        if [ -n "$lines" ]; then export "INPUT_$name=$lines"; fi
      done
    - |
      if [ -n "$FORGE_RELEASE_TOKEN_VARIABLE" ]; then set -- --token-env "$FORGE_RELEASE_TOKEN_VARIABLE"; else set --; fi
      if [ -n "$FORGE_RELEASE_PROGRAM" ]; then node "$FORGE_RELEASE_PROGRAM" "$@"; else npx --yes forge-release@${version} "$@"; fi
  artifacts:
    expire_in: 1 week
    reports:
      dotenv:
        - |-
          $[[ inputs.working_directory ]]/forge-release.env`;
}
