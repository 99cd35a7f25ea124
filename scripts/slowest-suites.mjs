const SHOWN = 10;

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`.padStart(8);

/** A reporter for Jest that ends a run of many suites with those that took longest, and how many cases there were. */
export default function slowestSuites() {
  return {
    onRunComplete(_contexts, { testResults }) {
      if (testResults.length <= SHOWN) return;
      const suites = testResults.map(({ testFilePath, perfStats, testResults: cases }) => ({
        path: testFilePath.slice(process.cwd().length + 1),
        took: perfStats.end - perfStats.start,
        cases: cases.length,
      }));
      const slowest = suites.sort((a, b) => b.took - a.took).slice(0, SHOWN);
      const lines = slowest.map(({ path, took, cases }) => `${seconds(took)}  ${path} (${cases} cases)`);
      process.stderr.write(`\nSlowest suites:\n${lines.join("\n")}\n`);
    },
  };
}
