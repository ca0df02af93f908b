import { reachJobs, startedJob, type JobService } from './jobs.ts';
import type { CallClass, TaskOutcome, TaskRequest, TaskRunner } from '../../lib/ports/task-runner.ts';
import type { ExecutionRecord } from '../../lib/ports/execution-store.ts';
import { io } from './sandbox.ts';
import type { Process } from './process.ts';
import { CALLBACK, CHILD, executionArnOf, JOB, NESTED, READ } from './workload.ts';
import type { World } from './world.ts';

const CLASSES: Readonly<Record<string, CallClass>> = { [READ]: 'readOnly', [NESTED]: 'idempotent' };

/** How often a service says no. */
const FAILURE_RATE = 0.08;
/** How often it never answers. */
const SILENCE_RATE = 0.01;
const NEVER_MS = 600_000;

/**
 * The services that tasks call, as one process reaches them.
 * @param asked told of each request with a task token that arrives
 */
export function createServices(
  world: World,
  process: Process,
  jobs: JobService,
  asked: (token: string) => void,
): TaskRunner {
  const { random, ledger } = world;
  const classify = (resource: string): CallClass => CLASSES[resource] ?? 'atMostOnce';
  const lost: TaskOutcome = { error: 'Lambda.SdkClientException', cause: 'The call was lost' };
  let answers = 0;

  function answer(request: TaskRequest): TaskOutcome {
    if (request.resource === CALLBACK) asked(tokenIn(request.parameters));
    if (random.chance(FAILURE_RATE)) return { error: 'Service.Busy', cause: 'Try again' };
    if (request.resource === JOB) {
      const id = jobs.submit();
      return { output: JSON.stringify({ id }), unfinished: startedJob(id, request) };
    }
    const output = JSON.stringify({ by: process.sandbox.id, answer: (answers += 1) });
    ledger.gave(output);
    return { output };
  }

  return {
    jobs: reachJobs(world, process.sandbox, jobs),
    classify,
    lostError: () => ({ error: 'Lambda.ClientExecutionTimeoutException', cause: 'The call was lost' }),
    call(request) {
      ledger.called(request, process.sandbox, classify(request.resource));
      if (request.resource === NESTED) return startNested(process, request);
      return io(world, process.sandbox, {
        what: `call ${request.resource.slice(request.resource.lastIndexOf(':') + 1)} for ${request.pend}.${request.attempt}`,
        effect: async () => answer(request),
        takes: duration(world),
        unknown: () => lost,
      });
    },
  };
}

/** Mostly fast, sometimes longer than a process lives. */
function duration({ random }: World): number {
  if (random.chance(SILENCE_RATE)) return NEVER_MS;
  return random.chance(0.05) ? random.between(5_000, 60_000) : random.between(10, 400);
}

/** StartExecution as the API does it for a task that waits for the end: sent again, it finds what it started before. */
async function startNested(process: Process, request: TaskRequest): Promise<TaskOutcome> {
  const { executionArn: parent, pend, attempt, resource, idempotencyKey } = request;
  const { Input } = JSON.parse(request.parameters) as { Input: unknown };
  const record: ExecutionRecord = {
    executionArn: executionArnOf(CHILD, idempotencyKey),
    stateMachineArn: CHILD.stateMachineArn,
    name: idempotencyKey,
    revision: CHILD.id,
    input: JSON.stringify(Input),
    startDate: process.context.clock.now(),
    parent: { executionArn: parent, pend, attempt, resource, waits: true },
  };
  await process.engine.start(record, CHILD);
  const output = JSON.stringify({ ExecutionArn: record.executionArn });
  return { output, child: record.executionArn };
}

function tokenIn(parameters: string): string {
  const { MessageBody } = JSON.parse(parameters) as { MessageBody: { token: string } };
  return MessageBody.token;
}
