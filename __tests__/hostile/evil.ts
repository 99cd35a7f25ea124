const ESC = "\u001b";

/** Texts that some runner, terminal, dotenv reader, shell or page would take for more than text. */
export const EVIL = [
  "x\n::set-output name=url::evil",
  "x\r::add-path::/evil",
  "x\r\n::stop-commands::evil",
  "  ::error::evil",
  "\u00a0::warning::evil",
  `${ESC}[2K${ESC}[1A::notice::evil`,
  "##[command]evil",
  `#${ESC}[0m#[set-output id=evil]`,
  `${ESC}]0;evil\u0007title`,
  "x\u0085::debug::evil\u2028::debug::evil",
  "x\nRELEASE_URL=evil\nurl<<EOF\nbad\nEOF",
  `x\n${ESC}[0Ksection_start:1:evil\r${ESC}[0Ka title that folds`,
  '"::set-output name=url::evil',
  "]%0A##[set-output url=evil]",
  "</td></tr></table><script>evil()</script>",
  "| a | b |\n|---|---|\n![x](https://evil.example/p.png) [x](https://evil.example)",
  "x \u202e\u2066 ##[error]evil",
  "www.evil.example evil@evil.example #1 GH-1",
  "**bold** `code` <!-- x --> @octocat #1 \u202e",
] as const;
