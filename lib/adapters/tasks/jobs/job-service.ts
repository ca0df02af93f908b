import type { Json, JsonObject } from '../../../asl/json.ts';
import type { JobHandle } from '../../../asl/machine/snapshot.ts';
import type { TaskRequest } from '../../../ports/task-runner.ts';
import type { Failure } from '../integration.ts';
import type { StructureShape } from '../optimized/parameter-shape.ts';
import type { RequestInput } from '../optimized/read-parameters.ts';
import type { ErrorNaming } from '../service-error.ts';

/** A service that runs jobs, as Task states use it: a table, read by job-integration.ts. */
export interface JobService {
  /** As an `aws-sdk:` Resource names it. */
  readonly sdk: string;
  readonly errors: ErrorNaming;
  /** Services that Step Functions calls by version 2 of Java's SDK: answers have no metadata (guess). */
  readonly withoutMetadata?: true;
  /** By name, as in a Resource. */
  readonly actions: Readonly<Record<string, JobServiceAction>>;
}

export interface JobServiceAction {
  /** The action of the API. Absent: the one of this name. */
  readonly api?: string;
  /** The parameters that Step Functions takes: names, or all that there is to say of them. Absent: those of the API. */
  readonly parameters?: readonly string[] | StructureShape;
  /** Parameters of Step Functions' own that Stepyard does not know what to do with. */
  readonly notSupported?: readonly string[];
  /** What has to be asked first, because the API does not know what the parameters name. */
  readonly first?: FirstCall;
  /** The API's member that makes a repeated request harmless. Absent: a lost one is not repeated, unless it only reads. */
  readonly clientToken?: string;
  /** What is sent, member names as the API has them. */
  readonly request?: (input: RequestInput, task: TaskInfo) => RequestInput;
  /** What Step Functions makes of the answer, member names as it writes them. */
  readonly answer?: (answer: JsonObject, parameters: JsonObject) => JsonObject;
  /** The failure that an answer is all the same, of tasks that wait for something. */
  readonly refusal?: (answer: JsonObject) => Failure | undefined;
  /** How `.sync` waits. */
  readonly job?: JobRules;
}

/** Members are named as Step Functions writes them. */
interface FirstCall {
  readonly action: string;
  readonly parameters: (given: JsonObject) => JsonObject;
  /** The parameters of the request itself; undefined when the answer does not have what they name. */
  readonly request: (given: JsonObject, answer: JsonObject) => JsonObject | undefined;
  /** The parameter that names it. */
  readonly names: string;
}

export interface TaskInfo {
  readonly isSync: boolean;
  readonly request: TaskRequest;
}

/** A place in an answer: names of members and indexes of lists, with dots between. */
type Path = string;

/** How a job is found again, looked at and stopped. Requests and answers have member names as Step Functions writes them. */
export interface JobRules {
  /** What finds it again: members of the answer to the request that started it. */
  readonly answered?: Readonly<Record<string, Path>>;
  /** The same, members of that request. */
  readonly asked?: Readonly<Record<string, Path>>;
  readonly look: JobCall;
  /** The job in the answer to a look. Absent: the answer is the job. */
  readonly found?: Path;
  /** The status of the job. */
  readonly status: Path;
  /** The statuses of a job that has ended. */
  readonly ends: Readonly<Record<string, 'succeeded' | 'failed'>>;
  /** Has a job failed whose status says that it succeeded? */
  readonly hasFailed?: (job: JsonObject) => boolean;
  /** Where that is not for certain: what else is asked, and what the answer says. Without an answer it has failed. */
  readonly doubt?: {
    readonly action: string;
    readonly parameters: (job: JsonObject) => JsonObject;
    readonly hasFailed: (job: JsonObject, answer: JsonObject) => boolean;
  };
  /** The error that a look ends with when what was to be deleted is gone. */
  readonly gone?: string;
  /** What the task comes to. Absent: the job. */
  readonly output?: (job: JsonObject, handle: JobHandle) => JsonObject;
  /** Absent: it goes on when nobody waits for it any more. */
  readonly stop?: JobCall;
}

export interface JobCall {
  readonly action: string;
  readonly parameters: (handle: JobHandle) => JsonObject;
}

/** The value at a place; undefined when there is none. */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  let at = value;
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as JsonObject)[name];
  }
  return at;
}

/** Errors of a service in the words of version 1 of Java's SDK. */
export function errorNaming(prefix: string, serviceName: string): ErrorNaming {
  return { prefix, serviceName, generic: `${prefix}.${serviceName}Exception` };
}

/** Statuses by how a job with one of them has ended. */
export function endsWith(succeeded: readonly string[], failed: readonly string[]): JobRules['ends'] {
  return Object.fromEntries([
    ...succeeded.map((status) => [status, 'succeeded'] as const),
    ...failed.map((status) => [status, 'failed'] as const),
  ]);
}
