import { EvaluationFailure } from '../../data/jsonata/evaluation-failure.ts';
import { parseTimestamp } from '../../data/timestamp.ts';
import type { Ms } from '../../machine/snapshot.ts';
import type { Visit } from '../../machine/visit.ts';
import { evaluateAs } from './evaluate.ts';
import { countIn } from './numbers.ts';

export function waitUntil(visit: Visit<'Wait'>): Ms {
  const { Seconds, Timestamp } = visit.state.definition;
  if (Timestamp === undefined) return visit.now + countIn(visit, Seconds ?? 0, 'Seconds', 0) * 1000;
  const text = evaluateAs('string', visit, Timestamp, 'Timestamp');
  const time = parseTimestamp(text);
  if (time !== undefined) return time;
  throw new EvaluationFailure(
    `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
    'Timestamp',
    true,
  );
}
