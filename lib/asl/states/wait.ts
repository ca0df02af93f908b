import { compilePath, tryRead } from '../data/json-path.ts';
import { parseTimestamp } from '../data/timestamp.ts';
import { runtimeFailure } from '../errors.ts';
import type { Visit } from '../machine/visit.ts';
import type { Payload } from '../payload.ts';
import { assignments, effectiveInput, exitWithOutput } from './json-path-flow.ts';
import type { Outcome } from './outcome.ts';

/** The longest delay in seconds (recorded: 24,855 days work, 24,856 do not). */
const LONGEST_WAIT = 2 ** 31 - 1;

export function enterWait(visit: Visit<'Wait'>): Outcome {
  const { definition } = visit.state;
  const input = effectiveInput(visit);
  const { Seconds, SecondsPath, Timestamp, TimestampPath } = definition;
  if (SecondsPath !== undefined) return after(secondsAt(SecondsPath, input, visit), visit);
  if (TimestampPath !== undefined) return until(timestampAt(TimestampPath, input, visit), visit);
  if (Timestamp !== undefined) return until(timestamp(Timestamp), visit);
  return after(typeof Seconds === 'number' ? Seconds : 0, visit);
}

export function leaveWait(visit: Visit<'Wait'>): Outcome {
  const input = effectiveInput(visit);
  return exitWithOutput(visit, input, assignments(visit.state.definition.Assign, input, visit));
}

function after(seconds: number, visit: Visit): Outcome {
  return until(visit.now + seconds * 1000, visit);
}

function until(time: number, visit: Visit): Outcome {
  if (time - visit.now > LONGEST_WAIT * 1000) throw runtimeFailure('Wait state delay is too long.');
  return { type: 'wait', until: time };
}

function secondsAt(path: string, input: Payload, visit: Visit): number {
  const value = tryRead(compilePath(path), visit.scope(input.value));
  const at = `: ${path} == ${JSON.stringify(value)}`;
  if (value === undefined || value === null) {
    throw runtimeFailure(`The SecondsPath parameter does not reference an input value: ${path}`);
  }
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw runtimeFailure(`The SecondsPath parameter cannot be parsed as a long value${at}`);
  }
  if (value < 0) throw runtimeFailure(`The SecondsPath parameter references a negative value${at}`);
  return value;
}

function timestampAt(path: string, input: Payload, visit: Visit): number {
  const value = tryRead(compilePath(path), visit.scope(input.value));
  if (value === undefined) {
    throw runtimeFailure(`The TimestampPath parameter does not reference an input value: ${path}`);
  }
  const time = typeof value === 'string' ? parseTimestamp(value) : undefined;
  if (time !== undefined) return time;
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  throw runtimeFailure(
    `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${path} == ${shown}`,
  );
}

/** A literal that validation has accepted. */
function timestamp(text: string): number {
  return parseTimestamp(text) ?? 0;
}
