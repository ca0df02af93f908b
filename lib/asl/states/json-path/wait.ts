import { compilePath, tryRead } from '../../data/json-path.ts';
import { parseTimestamp } from '../../data/timestamp.ts';
import { runtimeFailure } from '../../errors.ts';
import { doubleOf } from '../../json-text/compare-numbers.ts';
import { jsonText } from '../../json-text/json-text.ts';
import type { Ms } from '../../machine/snapshot.ts';
import type { Visit } from '../../machine/visit.ts';
import type { Payload } from '../../payload.ts';
import { effectiveInput } from './exit.ts';

/** Seconds, Timestamp and their …Path. */
export function waitUntil(visit: Visit<'Wait'>): Ms {
  const { Seconds, SecondsPath, Timestamp, TimestampPath } = visit.state.definition;
  const input = effectiveInput(visit);
  if (SecondsPath !== undefined) return visit.now + secondsAt(SecondsPath, input, visit) * 1000;
  if (TimestampPath !== undefined) return timestampAt(TimestampPath, input, visit);
  // Validation has accepted the literal.
  if (Timestamp !== undefined) return parseTimestamp(Timestamp) ?? 0;
  return visit.now + (typeof Seconds === 'number' ? Seconds : 0) * 1000;
}

function secondsAt(path: string, input: Payload, visit: Visit): number {
  const value = tryRead(compilePath(path), visit.scope(input.value));
  if (value === undefined || value === null) {
    throw runtimeFailure(`The SecondsPath parameter does not reference an input value: ${path}`);
  }
  const seconds = doubleOf(value);
  const at = `: ${path} == ${jsonText(value)}`;
  if (seconds === undefined || !Number.isInteger(seconds)) {
    throw runtimeFailure(`The SecondsPath parameter cannot be parsed as a long value${at}`);
  }
  if (seconds < 0) throw runtimeFailure(`The SecondsPath parameter references a negative value${at}`);
  return seconds;
}

function timestampAt(path: string, input: Payload, visit: Visit): Ms {
  const value = tryRead(compilePath(path), visit.scope(input.value));
  if (value === undefined) {
    throw runtimeFailure(`The TimestampPath parameter does not reference an input value: ${path}`);
  }
  const time = typeof value === 'string' ? parseTimestamp(value) : undefined;
  if (time !== undefined) return time;
  const shown = typeof value === 'string' ? value : jsonText(value);
  throw runtimeFailure(
    `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${path} == ${shown}`,
  );
}
