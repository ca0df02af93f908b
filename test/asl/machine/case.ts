import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../../lib/asl/json.ts';
import type { Cancellation, UnfinishedJob } from '../../../lib/asl/machine/snapshot.ts';

/** A workflow, what happens to it, and what becomes of it: one JSON file whose name is the claim. */
export interface Case {
  readonly definition: JsonObject;
  /** @default {} */
  readonly input?: Json;
  /** The input with its white space. */
  readonly inputText?: string;
  /** An input of so many bytes: a long string. */
  readonly inputBytes?: number;
  readonly messages?: readonly CaseMessage[];
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly output?: Json;
  /** The output with its white space. */
  readonly outputText?: string;
  readonly error?: string;
  readonly cause?: string;
  /** The whole history, in the form of `lineOf`. */
  readonly events?: readonly string[];
  /** In place of `events`: its end, for histories too long to write down. */
  readonly lastEvents?: readonly string[];
  /** Details of some events by their ids, payloads as values. */
  readonly details?: { readonly [event: string]: Json };
  /** Nested executions and jobs that are to be stopped. */
  readonly cancellations?: readonly Cancellation[];
}

/** Something that happens `at` so many seconds after the start. */
export type CaseMessage = { readonly at: number; /** It comes too late, or twice. */ readonly ignored?: true } & (
  | { readonly type: 'stop'; readonly error?: string; readonly cause?: string }
  | { readonly type: 'redrive' }
  | ({
      /** The Task state that it is for. */
      readonly state: string;
      /** Number of the branch or iteration, if several make the call. */
      readonly index?: number;
      /** Which of the state's calls, the first being 1. @default the last */
      readonly call?: number;
    } & CaseAnswer)
);

type CaseAnswer =
  | { readonly type: 'succeeded'; readonly output: Json }
  /** A long string that takes so many bytes. */
  | { readonly type: 'succeeded'; readonly outputBytes: number }
  | { readonly type: 'failed' | 'refused'; readonly error?: string; readonly cause?: string }
  | {
      readonly type: 'submitted';
      readonly output: Json;
      readonly child?: string;
      readonly unfinished?: UnfinishedJob;
    }
  | { readonly type: 'stillRunning'; readonly unfinished: UnfinishedJob }
  | { readonly type: 'activityStarted'; readonly workerName?: string }
  | { readonly type: 'heartbeat' };

/** The input's JSON text. */
export function inputTextOf({ input = {}, inputText, inputBytes }: Case): string {
  return inputText ?? (inputBytes === undefined ? JSON.stringify(input) : bytesOfJson(inputBytes));
}

/** A JSON text of so many bytes. */
export function bytesOfJson(bytes: number): string {
  return `"${'x'.repeat(bytes - 2)}"`;
}

const FOLDER = join(import.meta.dirname, '../../cases');

/** Every case: `task/retries-…` with hyphens read as spaces, and what the file says. */
export function readCases(): readonly { readonly title: string; readonly given: Case }[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      title: file
        .replace(/\.json$/, '')
        .replace('/', ': ')
        .replaceAll('-', ' '),
      given: JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Case,
    }));
}
