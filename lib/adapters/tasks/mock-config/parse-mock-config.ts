import { isObject } from '../../../asl/json.ts';
import type { Json, JsonObject } from '../../../asl/json.ts';
import { jsonText } from '../../../asl/json-text/json-text.ts';
import type { MockedResponse } from '../../../ports/mocked-tasks.ts';
import type { InvocationRange, TestCases } from './mock-config.ts';

/** Why a mock configuration cannot be used: one line that starts with the place. */
export class InvalidMockConfig extends Error {
  override readonly name = 'InvalidMockConfig';
}

type Path = readonly string[];

/** An invocation, or the first and the last of several: `0`, `1-2`. */
const INVOCATIONS = /^(\d+)(?:-(\d+))?$/;

/** Checks a mock configuration in the form that Step Functions Local reads. Throws `InvalidMockConfig`. */
export function parseMockConfig(value: Json): TestCases {
  const { StateMachines, MockedResponses } = fields(value, [], ['StateMachines', 'MockedResponses']);
  const responses = mapMembers(MockedResponses, ['MockedResponses'], invocationRanges);
  return mapMembers(StateMachines, ['StateMachines'], (machine, path) => {
    const { TestCases } = fields(machine, path, ['TestCases']);
    return mapMembers(TestCases, [...path, 'TestCases'], (testCase, casePath) =>
      mapMembers(testCase, casePath, (name, statePath) => {
        const ranges = typeof name === 'string' ? responses.get(name) : undefined;
        return ranges ?? refuse(statePath, `must name one of MockedResponses, not ${JSON.stringify(name)}`);
      }),
    );
  });
}

function invocationRanges(value: Json, path: Path): readonly InvocationRange[] {
  const ranges = [...mapMembers(value, path, invocationRange).values()].sort((a, b) => a.first - b.first);
  for (const [index, { first }] of ranges.entries()) {
    if (first <= (ranges[index - 1]?.last ?? -1)) refuse(path, `answers invocation ${first} twice`);
  }
  return ranges;
}

function invocationRange(value: Json, path: Path): InvocationRange {
  const [, from, to = from] = INVOCATIONS.exec(path.at(-1) ?? '') ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (!(first <= last)) refuse(path, "must be called after the invocations it answers, such as '0' or '1-2'");
  return { first, last, response: mockedResponse(value, path) };
}

function mockedResponse(value: Json, path: Path): MockedResponse {
  const response = fields(value, path, ['Return', 'Throw']);
  const { Return, Throw } = response;
  if ((Return === undefined) === (Throw === undefined)) return refuse(path, 'must have either Return or Throw');
  if (Return !== undefined) return { output: jsonText(Return) };
  const { Error: error, Cause: cause } = fields(Throw, [...path, 'Throw'], ['Error', 'Cause']);
  if (typeof error === 'string' && typeof cause === 'string') return { error, cause };
  return refuse([...path, 'Throw'], 'must have an Error and a Cause, both texts');
}

/** An object that has no other members than these. */
function fields<F extends string>(
  value: Json | undefined,
  path: Path,
  known: readonly F[],
): { readonly [K in F]?: Json } {
  const object = objectAt(value, path);
  const unknown = Object.keys(object).find((field) => !known.some((name) => name === field));
  if (unknown !== undefined) refuse([...path, unknown], `is unknown; here can be ${known.join(' and ')}`);
  return object as { readonly [K in F]?: Json };
}

function mapMembers<T>(
  value: Json | undefined,
  path: Path,
  read: (member: Json, path: Path) => T,
): ReadonlyMap<string, T> {
  return new Map(Object.entries(objectAt(value, path)).map(([name, member]) => [name, read(member, [...path, name])]));
}

function objectAt(value: Json | undefined, path: Path): JsonObject {
  return isObject(value) ? value : refuse(path, 'must be an object');
}

function refuse(path: Path, problem: string): never {
  throw new InvalidMockConfig(`${path.length === 0 ? 'The file' : path.join('.')} ${problem}`);
}
