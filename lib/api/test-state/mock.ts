import { isArray, isObject, type Json } from '../../asl/json.ts';
import { parseJsonText } from '../../asl/json-text/parse-json-text.ts';
import type { CompiledState } from '../../asl/machine/compile.ts';
import type { Mock } from '../../engine/test-state/state-test.ts';
import { validation } from '../errors.ts';
import type { TestStateRequest } from './members.ts';
import { answerOf } from './mock-schema/answers.ts';
import { checkAnswer } from './mock-schema/check-answer.ts';

interface Rule {
  readonly isBroken: (result: Json, state: CompiledState) => boolean;
  readonly message: string;
}

/** What the mocked result of a Map or Parallel state has to be. */
const RULES: readonly Rule[] = [
  {
    isBroken: (result, state) => resultKind(state) === 'object' && !isObject(result),
    message: 'Mocked result must be a JSON object.',
  },
  {
    isBroken: (result, state) => resultKind(state) === 'array' && !isArray(result),
    message: 'Mocked result must be an array.',
  },
  {
    isBroken: (result, { type, blocks }) => type === 'Parallel' && isArray(result) && result.length !== blocks.length,
    message: 'Mocked result must contain the same number of items as number of Parallel branches.',
  },
];

/** The mock of a request that was checked; ValidationException if the state's work could not have such a result. */
export function mockOf(state: CompiledState, mock: TestStateRequest['mock']): Mock | undefined {
  if (mock === undefined) return undefined;
  const { result: text, errorOutput, fieldValidationMode: mode = 'STRICT' } = mock;
  if (text === undefined) return { failure: errorOutput ?? {} };
  const parsed = parseJsonText(text);
  if (!parsed.ok) throw validation('Mocked result must be valid JSON');
  const broken = RULES.find(({ isBroken }) => isBroken(parsed.value, state));
  if (broken) throw validation(broken.message);
  const answer = answerOf(state.target);
  if (answer) checkAnswer(parsed.value, answer, mode);
  return { result: text };
}

/** Results that are written to S3 are told by an object (recorded). Where they are not, AWS may want an array even of JSON Lines. */
function resultKind({ definition }: CompiledState): 'object' | 'array' | 'any' {
  if (definition.Type === 'Parallel') return 'array';
  if (definition.Type !== 'Map') return 'any';
  const { Resource, WriterConfig } = definition.ResultWriter ?? {};
  if (Resource !== undefined) return 'object';
  return isObject(WriterConfig) && WriterConfig['OutputType'] === 'JSONL' ? 'any' : 'array';
}
