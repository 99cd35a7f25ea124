/** Examples that are no publication: commands, and what is typed in a terminal. `others.test.ts` runs them. */
export const FILES: readonly string[] = ["completion.sh", "copy.yml", "upload.yml"];
