import { INPUT_LIST, type Input } from "../src/request/inputs";

/** An input of the template, in GitLab's words. https://docs.gitlab.com/ci/yaml/#specinputs */
export interface TemplateInput {
  readonly name: string;
  readonly type: "string" | "number" | "boolean" | "array";
  readonly default: string | number | boolean | readonly never[];
  readonly description: string;
  /** How the default reads where it is worked out. */
  readonly otherwise?: string;
  readonly options?: readonly string[];
  readonly regex?: string;
}

/**
 * GitLab puts a text into the file as it is: line breaks would end the value, so there are none. Lists it puts in as
 * JSON, which is one line whatever it holds.
 */
const ONE_LINE = "^[^\\r\\n]*$";

export const JOB_INPUTS: readonly TemplateInput[] = [
  text("stage", { default: "deploy", description: "Stage of the job.", regex: "^[^\\r\\n]+$" }),
  text("job-name", { default: "forge-release", description: "Name of the job.", regex: '^[^"\\\\\\r\\n]+$' }),
  text("image", {
    default: "node:24-slim",
    description: "Image of the job: anything with a POSIX shell and Node 20.18.1 or newer. Git is not needed.",
    regex: "^\\S+$",
  }),
  text("tag-pattern", {
    default: "/.+/",
    description: "Tags that are released, as a regular expression between slashes, such as `/^v\\d/`.",
    regex: "^/.+/[A-Za-z]*$",
  }),
  text("program", {
    default: "",
    description: "Path of `dist/index.js`, run instead of the npm package: for networks that reach no registry.",
  }),
  text("token_variable", {
    default: "",
    description: "NAME of the variable that holds the token, never the token itself.",
    otherwise: "`GITLAB_TOKEN`, else the job's own `CI_JOB_TOKEN`",
    regex: "^[A-Za-z0-9_]*$",
  }),
];

/** A token in an input would be read by everybody who may see the pipeline: these stay variables. */
const SECRET = ["token", "job_token"];

/** What the template hands to the program. */
export const PUBLISHED = INPUT_LIST.filter(([name]) => !SECRET.includes(name));

export const PUBLISH_INPUTS: readonly TemplateInput[] = PUBLISHED.map(([name, input]) => templateInput(name, input));

function text(name: string, input: Omit<TemplateInput, "name" | "type">): TemplateInput {
  return { name, type: "string", regex: ONE_LINE, ...input };
}

function templateInput(name: string, input: Input): TemplateInput {
  const description = input.meaning;
  const told = input.otherwise === undefined ? {} : { otherwise: input.otherwise };
  switch (input.kind) {
    case "lines":
    case "prose":
      return { name, type: "array", default: [], description: `${description} A list.`, ...told };
    case "boolean":
      return { name, type: "boolean", default: input.default === "true", description };
    case "number":
      if (input.word !== undefined)
        return text(name, { default: input.default ?? "", description, regex: `^(${input.word}|[0-9.]+)$` });
      return { name, type: "number", default: Number(input.default), description };
    case "choice":
      return {
        name,
        type: "string",
        default: input.default ?? "",
        description,
        ...(input.choices && { options: input.choices }),
      };
    case "optional":
      return text(name, { default: "", description, regex: "^(true|false)?$", ...told });
    case "text":
      // The report with the outputs lies in this folder, and needs a name for it.
      if (name === "working_directory")
        return text(name, { default: ".", description, otherwise: "the checkout", regex: "^[^\\r\\n]+$" });
      return text(name, { default: "", description, ...told });
    default:
      return input.kind satisfies never;
  }
}
