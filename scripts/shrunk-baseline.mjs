/**
 * Keeps the conformance baseline honest: a case in it that passes now has to be taken out.
 *
 *   node scripts/shrunk-baseline.mjs REPORT BASELINE           exit 1 when the baseline can shrink
 *   node scripts/shrunk-baseline.mjs REPORT BASELINE --write   writes the shorter one
 */
import { readFileSync, writeFileSync } from 'node:fs';

const [report, baseline, write] = process.argv.slice(2);
const results = new Map(read(report).map(({ id, result }) => [id, result]));
const listed = read(baseline).map(({ id }) => id);
const fixed = listed.filter((id) => results.get(id) === 'pass');

if (write === '--write') {
  const rest = listed.filter((id) => results.get(id) !== 'pass').sort();
  const lines = rest.map((id) => JSON.stringify({ id, result: 'fail' }));
  writeFileSync(baseline, `{"cases":[\n${lines.join(',\n')}\n]}\n`);
} else if (fixed.length > 0) {
  console.error(`These cases pass now and must leave ${baseline}:\n  ${fixed.join('\n  ')}`);
  process.exit(1);
}

function read(file) {
  return JSON.parse(readFileSync(file, 'utf8')).cases;
}
