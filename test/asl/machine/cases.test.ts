import { describe, expect, test } from 'vitest';
import { validateDefinition } from '../../../lib/asl/validate/validate-definition.ts';
import { readCases, type Case } from './case.ts';
import { detailsOf, lineOf } from './event-lines.ts';
import { withoutClockAndChance } from './no-clock-no-chance.ts';
import { playCase } from './play-case.ts';
import type { VirtualExecution } from './virtual-execution.ts';

withoutClockAndChance();

const cases = readCases();

test.each(cases)('$title', async ({ given }) => {
  const { diagnostics } = validateDefinition(JSON.stringify(given.definition), 'STANDARD');
  expect(diagnostics.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  expectAsGiven(await playCase(given, { stored: false }), given);
});

describe('written down and read back between any two messages', () => {
  test.each(cases)('$title', async ({ given }) => expectAsGiven(await playCase(given, { stored: true }), given));
});

function expectAsGiven({ end, events, cancellations }: VirtualExecution, given: Case): void {
  const { status, output, outputText, error, cause, details = {} } = given;
  const expected = given.events ?? given.lastEvents ?? [];
  const last = given.lastEvents ? events.slice(-expected.length) : events;
  expect(last.map((event, at) => lineOf(event, expected[at]))).toEqual(expected);
  expect(resultOf(end, output !== undefined)).toEqual({ status, output, error, cause });
  if (outputText !== undefined) expect(end).toMatchObject({ output: { text: outputText } });
  for (const [id, expectedDetails] of Object.entries(details)) {
    const event = events[Number(id) - 1];
    expect(event && { [id]: detailsOf(event) }).toEqual({ [id]: expectedDetails });
  }
  expect(cancellations).toEqual(given.cancellations ?? []);
}

function resultOf(end: VirtualExecution['end'], withOutput: boolean) {
  if (!end) return { status: 'RUNNING' };
  if (end.status !== 'SUCCEEDED') return { status: end.status, error: end.error, cause: end.cause };
  return { status: end.status, output: withOutput ? end.output.value : undefined };
}
