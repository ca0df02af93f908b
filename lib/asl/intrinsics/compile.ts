import type { DataScope } from '../data/data-scope.ts';
import type { CompiledPath } from '../data/json-path.ts';
import { searchedText } from '../data/searched-text.ts';
import { runtimeFailure } from '../errors.ts';
import type { Json } from '../json.ts';
import { ArgumentError } from './argument-error.ts';
import { parseCall } from './grammar.ts';
import type { Argument, Call } from './grammar.ts';
import { admit } from './intrinsic-function.ts';
import type { IntrinsicFunction } from './intrinsic-function.ts';

interface CompiledIntrinsic {
  /** @throws StateFailure States.Runtime `The function '…' had the following error: …` */
  evaluate(scope: DataScope): Json;
}

/** The call of an intrinsic function, `States.…(…)`. @throws InvalidPathSyntax */
export function compileIntrinsic(text: string): CompiledIntrinsic {
  const call = compileCall(parseCall(text));
  return {
    evaluate(scope) {
      try {
        return call(scope);
      } catch (thrown) {
        if (!(thrown instanceof ArgumentError)) throw thrown;
        throw runtimeFailure(`The function '${text}' had the following error: ${thrown.message}`);
      }
    },
  };
}

type Evaluator = (scope: DataScope) => Json;

function compileCall({ function: called, args }: Call): Evaluator {
  const evaluators = args.map(compileArgument);
  return (scope) => {
    checkCount(called, args.length);
    return called.call(
      evaluators.map((evaluate, index) => checked(called, index, evaluate(scope))),
      scope,
    );
  };
}

function compileArgument(argument: Argument): Evaluator {
  if (argument.kind === 'call') return compileCall(argument);
  if (argument.kind === 'path') return (scope) => readArgument(argument.path, scope);
  return () => argument.value;
}

function readArgument(path: CompiledPath, scope: DataScope): Json {
  const value = path.find(scope);
  if (value !== undefined) return value;
  throw new ArgumentError(
    `The JsonPath argument for the field '${path.text}' could not be found in the input '${searchedText(path, scope)}'`,
  );
}

function checkCount({ name, parameters, optional, rest }: IntrinsicFunction, given: number): void {
  const least = parameters.length - optional;
  const most = rest ? Infinity : parameters.length;
  if (given >= least && given <= most) return;
  const wanted = least === most ? `${least}` : rest ? `at least ${least}` : `${least} to ${most}`;
  throw new ArgumentError(`States.${name} takes ${wanted} arguments, but there are ${given}`);
}

function checked({ name, parameters, rest = 'any' }: IntrinsicFunction, index: number, value: Json): Json {
  const type = parameters[index] ?? rest;
  const admitted = admit(type, value);
  if (admitted !== undefined) return admitted;
  throw new ArgumentError(`Argument ${index + 1} of States.${name} must be of the type ${type}`);
}
