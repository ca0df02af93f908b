import type { StateType } from '../../asl/definition.ts';
import type { CompiledState } from '../../asl/machine/compile.ts';
import { ApiError } from '../api-error.ts';
import { validation } from '../errors.ts';
import type { TestStateRequest } from './members.ts';
import type { TestedState } from './tested-state.ts';

interface Rule {
  readonly isBroken: (request: TestStateRequest, tested: TestedState) => boolean;
  readonly error: (state: CompiledState) => ApiError;
}

/** The only types that are mocked; two of them have to be. */
const MOCKED: ReadonlySet<StateType> = new Set(['Task', 'Map', 'Parallel']);
const WITH_CHILDREN: ReadonlySet<StateType> = new Set(['Map', 'Parallel']);

const says = (message: string) => () => validation(message);

/** In the order in which they are looked at, as far as recordings tell. Texts are AWS's unless said otherwise. */
const RULES: readonly Rule[] = [
  {
    isBroken: ({ mock, stateConfiguration }) =>
      mock === undefined && stateConfiguration?.mapIterationFailureCount !== undefined,
    error: says('TestState does not support MapIterationFailureCount when a mock is not specified.'),
  },
  {
    isBroken: ({ mock }, { state }) => mock === undefined && WITH_CHILDREN.has(state.type),
    error: () =>
      new ApiError(
        'InvalidDefinition',
        'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
      ),
  },
  {
    // The rule is in the docs; the words are a guess.
    isBroken: ({ mock }, { state }) => mock === undefined && state.type === 'Task' && waits(state),
    error: says(
      'TestState does not support Activity tasks, .sync or .waitForTaskToken service integration patterns when a mock is not specified.',
    ),
  },
  {
    isBroken: ({ mock, roleArn }, { state }) => mock === undefined && roleArn === undefined && state.type === 'Task',
    error: says('RoleArn must be specified when testing a Task state'),
  },
  {
    // The rule is in the docs; the words are a guess.
    isBroken: ({ mock, context }) => mock === undefined && context !== undefined,
    error: says('TestState does not support Context when a mock is not specified.'),
  },
  {
    isBroken: ({ mock }, { state }) => mock !== undefined && !MOCKED.has(state.type),
    error: ({ type }) => validation(`State type '${type}' is not supported when a mock is specified`),
  },
  {
    isBroken: ({ mock, revealSecrets }) => mock !== undefined && revealSecrets === true,
    error: says('TestState does not support RevealSecrets when a mock is specified.'),
  },
  {
    // Recorded for both of them; the same for none of them is a guess.
    isBroken: ({ mock }) => mock !== undefined && (mock.result === undefined) === (mock.errorOutput === undefined),
    error: says('A test mock should have only one of the following fields: [result, errorOutput].'),
  },
  {
    // A guess altogether: a name that nothing has is a slip.
    isBroken: ({ stateConfiguration }, { inner }) =>
      stateConfiguration?.errorCausedByState !== undefined && !inner.has(stateConfiguration.errorCausedByState),
    error: says('State not found in definition'),
  },
];

/** ValidationException or InvalidDefinition if this state cannot be tested in the way that is asked for. */
export function checkRequest(request: TestStateRequest, tested: TestedState): void {
  const broken = RULES.find(({ isBroken }) => isBroken(request, tested));
  if (broken) throw broken.error(tested.state);
}

/** Does a Task end by something else than the answer to its call? */
function waits({ target }: CompiledState): boolean {
  return target?.kind === 'activity' || (target?.kind === 'service' && target.pattern !== 'requestResponse');
}
