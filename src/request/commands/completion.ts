import { INPUTS, flagOf, isPublic } from "../inputs";
import { OPTIONS } from "./options";
import { COMMAND_NAMES, type CommandName, SPECS, type Spec } from "./specs";

/** Shells that completion is written for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

export function isShell(word: string | undefined): word is Shell {
  return SHELLS.some((shell) => shell === word);
}

const EVERYWHERE = ["--token-env", "--debug", "--help"];
const PUBLISH = Object.keys(INPUTS).filter(isPublic).map(flagOf);

function flagsOf(name: CommandName): string[] {
  const spec: Spec = SPECS[name];
  const options = spec.options.map(flagOf);
  return [...options, ...spec.shares.filter(isPublic).map(flagOf), ...EVERYWHERE];
}

/** What can follow: the flags by command, in the order of help; publish is the empty one. */
function table(): readonly (readonly [string, readonly string[]])[] {
  const commands = COMMAND_NAMES.map((name) => [name, flagsOf(name)] as const);
  return [["publish", [...PUBLISH, ...EVERYWHERE, "--version"]], ...commands];
}

/** The script that a shell reads: commands, and the flags of each; files where neither is meant. */
export function completionFor(shell: Shell): string {
  switch (shell) {
    case "bash":
      return bash();
    case "zsh":
      // Its own emulation of bash's completion reads the same script.
      return `autoload -U +X bashcompinit && bashcompinit\n${bash()}`;
    case "fish":
      return fish();
    default:
      return shell satisfies never;
  }
}

function bash(): string {
  const cases = table().map(([name, flags]) => `    ${name}) flags="${flags.join(" ")}" ;;`);
  return `_forge_release() {
  local word="\${COMP_WORDS[COMP_CWORD]}" command=publish flags= each
  for each in "\${COMP_WORDS[@]:1:$((COMP_CWORD - 1))}"; do
    case "$each" in ${COMMAND_NAMES.join("|")}) command="$each"; break ;; esac
  done
  case "$command" in
${cases.join("\n")}
  esac
  if [[ "$word" == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$word"))
  elif [[ "$COMP_CWORD" == 1 ]]; then
    COMPREPLY=($(compgen -W "publish help ${COMMAND_NAMES.join(" ")}" -- "$word") $(compgen -f -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}
complete -o filenames -F _forge_release forge-release
`;
}

function fish(): string {
  const known = COMMAND_NAMES.join(" ");
  const words = COMMAND_NAMES.map(
    (name) =>
      `complete -c forge-release -n "not __fish_seen_subcommand_from ${known}" -a ${name} -d ${quoted(SPECS[name].does)}`,
  );
  const flags = table().flatMap(([name, all]) =>
    all.map((flag) => {
      const when =
        name === "publish" ? `not __fish_seen_subcommand_from ${known}` : `__fish_seen_subcommand_from ${name}`;
      const isSwitch = ["--debug", "--help", "--version"].includes(flag) || isBoolean(flag);
      return `complete -c forge-release -n "${when}" -l ${flag.slice(2)}${isSwitch ? "" : " -r"}`;
    }),
  );
  return `${[...words, ...flags].join("\n")}\n`;
}

function isBoolean(flag: string): boolean {
  const name = flag.slice(2).replaceAll("-", "_");
  return Object.entries({ ...INPUTS, ...OPTIONS }).some(
    ([known, { kind }]) => known === name && (kind === "boolean" || kind === "optional"),
  );
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
