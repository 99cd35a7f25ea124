export function title(text: string, line = "="): void {
  console.log(`\n${text}\n${line.repeat(text.length)}\n`);
}
