import type { QueryLanguage, StateType } from '../../asl/definition.ts';
import { isArray, type Json } from '../../asl/json.ts';
import { jsonText } from '../../asl/json-text/json-text.ts';
import type { CompiledState } from '../../asl/machine/compile.ts';
import type { DataStep } from '../../asl/machine/observer.ts';
import type { Payload } from '../../asl/payload.ts';
import type { MapFields, StateTestResult } from '../../engine/test-state/state-test.ts';
import type { HttpExchange } from '../../ports/http-exchange.ts';
import type { TestStateRequest } from './members.ts';

type Steps = readonly DataStep[];

const THE_INPUT: Steps = ['afterInputPath'];
const THE_RESULT: Steps = ['afterResultSelector', 'afterResultPath'];

/** Of all that a state's data becomes, what the levels DEBUG and TRACE show (recorded). */
const SHOWN: { readonly [L in QueryLanguage]: { readonly [T in StateType]: Steps } } = {
  JSONPath: {
    Pass: ['afterInputPath', 'afterParameters', ...THE_RESULT],
    Task: ['afterInputPath', 'afterParameters', 'result', ...THE_RESULT],
    Choice: THE_INPUT,
    Wait: THE_INPUT,
    Succeed: THE_INPUT,
    Fail: THE_INPUT,
    Parallel: THE_RESULT,
    Map: ['afterInputPath', 'afterItemsPath', ...THE_RESULT],
  },
  JSONata: {
    Pass: [],
    Task: ['afterArguments', 'result'],
    Choice: [],
    Wait: [],
    Succeed: [],
    Fail: [],
    Parallel: [],
    Map: [],
  },
};

/** A Pass with a Result does not show what becomes of its input. */
const PASS_WITH_RESULT: Steps = ['result', ...THE_RESULT];

/** The inspectionData of an answer. All data are JSON texts; nothing of a step that was not reached. */
export function inspectionData(
  state: CompiledState,
  input: string,
  result: StateTestResult,
  { inspectionLevel, revealSecrets }: Pick<TestStateRequest, 'inspectionLevel' | 'revealSecrets'>,
): object {
  const { data, variables, errorDetails, map } = result;
  const steps = shownSteps(state).map((step) => [step, shownText(step, data.get(step))] as const);
  return {
    input,
    ...Object.fromEntries(steps),
    ...(map && mapData(state, map)),
    ...(inspectionLevel === 'TRACE' && result.exchange && exchangeData(result.exchange, revealSecrets === true)),
    variables: isEmpty(variables) ? undefined : jsonText(variables),
    errorDetails: isEmpty(errorDetails) ? undefined : errorDetails,
  };
}

function shownSteps({ language, type, definition }: CompiledState): Steps {
  return definition.Type === 'Pass' && definition.Result !== undefined ? PASS_WITH_RESULT : SHOWN[language][type];
}

function shownText(step: DataStep, value: Payload | undefined): string | undefined {
  return value && step === 'afterItemsPath' ? itemsText(value.value) : value?.text;
}

/** The items of a Map have a blank between them, though none within them (the former is recorded). */
function itemsText(items: Json): string {
  return isArray(items) ? listText(items.map(jsonText)) : jsonText(items);
}

function listText(items: readonly string[]): string {
  return `[${items.join(', ')}]`;
}

/** That afterItemsPointer is not for JSONata is in the docs; the blanks in what is not recorded are a guess. */
function mapData({ language }: CompiledState, map: MapFields): object {
  const { pointedAt, itemInputs, batches, maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = map;
  return {
    afterItemsPointer: pointedAt !== undefined && language === 'JSONPath' ? itemsText(pointedAt) : undefined,
    afterItemSelector: itemInputs && listText(itemInputs),
    afterItemBatcher: batches && listText(batches),
    maxConcurrency,
    toleratedFailureCount,
    toleratedFailurePercentage,
  };
}

/** What the connection adds is shown only to those who ask for it (docs: TestState). */
function exchangeData({ request, requestWithoutSecrets, response }: HttpExchange, revealSecrets: boolean): object {
  return { request: revealSecrets ? request : requestWithoutSecrets, response };
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}
