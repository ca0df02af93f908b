import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHttpServer } from '../../lib/adapters/embedded/http-server.ts';
import { openStores, type Stores } from '../../lib/adapters/embedded/stores.ts';
import type { Api, ApiRequest, ApiResponse } from '../../lib/api/protocol/message.ts';
import { createRandom, type Random } from '../simulator/random.ts';
import { findFault } from './check-answer.ts';
import { sendOverHttp } from './http-client.ts';
import { mutateBody, mutateRequest } from './mutations.ts';
import { createPool } from './pool.ts';
import { FURNITURE, FUZZED_ACTIONS, soundRequest, type SoundRequest } from './sound-requests.ts';
import { createWorld, type World } from './world.ts';

/** Each world sees this many requests, so that a failure can be replayed in a moment. */
export const ROUND = 200;
/** How a world is asked, and where it keeps what it has. */
type Kind = 'memory' | 'file' | 'http';

/** Of ten worlds one is asked over HTTP, and one keeps what it has in a file. */
const KINDS: readonly Kind[] = [
  'http',
  'file',
  'memory',
  'memory',
  'memory',
  'memory',
  'memory',
  'memory',
  'memory',
  'memory',
];
/** A request that takes longer hangs. */
const HANGING_MS = 20_000;

export interface Fault {
  /** Of the world; with it the round can be replayed. */
  readonly seed: number;
  readonly request: string;
  readonly fault: string;
}

export interface Report {
  readonly requests: number;
  /** How often each status and error came. */
  readonly answers: ReadonlyMap<string, number>;
  /** Actions that were refused each time: the fuzzer has not come behind their checks. */
  readonly neverDone: readonly string[];
  readonly fault?: Fault;
}

/** Sends requests until one is answered as none may be: see `findFault`, and a refused request that changed something. */
export async function fuzzApi(options: { readonly requests: number; readonly seed: number }): Promise<Report> {
  const answers = new Map<string, number>();
  const done = new Set<string>();
  const neverDone = () => FUZZED_ACTIONS.filter((action) => !done.has(action));
  let requests = 0;
  for (let seed = options.seed; requests < options.requests; seed += 1) {
    const count = Math.min(ROUND, options.requests - requests);
    const fault = await round(seed, count, KINDS[seed % KINDS.length] ?? 'memory', (request, response) =>
      note(request, response, answers, done),
    );
    requests += count;
    if (fault) return { requests, answers, neverDone: neverDone(), fault: { seed, ...fault } };
  }
  return { requests, answers, neverDone: neverDone() };
}

const CHANCE = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|"(?:next|task)Token":"[^"]*"/g;

/** The answers of one world, without what is different each time. */
export async function transcript(seed: number, kind: Kind): Promise<readonly string[]> {
  const lines: string[] = [];
  const fault = await round(seed, ROUND, kind, ({ headers }, { body }) => {
    lines.push(`${headers['x-amz-target'] ?? ''} ${body.replaceAll(CHANCE, '…')}`);
  });
  return fault ? [...lines, fault.fault] : lines;
}

async function round(
  seed: number,
  count: number,
  kind: Kind,
  noted: (request: ApiRequest, response: ApiResponse) => void,
): Promise<Omit<Fault, 'seed'> | undefined> {
  const random = createRandom(seed);
  const kept = kind === 'file' ? await openFolder() : undefined;
  const world = createWorld(random, kept?.stores);
  const door = kind === 'http' ? await httpDoor(world) : { ask: world.api, close: async () => undefined };
  const pool = createPool(random);
  try {
    for (let sent = 0; sent < count; sent += 1) {
      const furniture = FURNITURE[sent];
      const request = furniture ? sendable(furniture) : draw(random, pool);
      const fault = await tryOne(world, door.ask, request, (response) => {
        noted(request, response);
        pool.remember(response.status === 200 ? JSON.parse(response.body) : {});
      });
      if (fault !== undefined) return { request: printed(request), fault };
      if (furniture || random.chance(0.3)) await world.settle();
      for (const taskToken of world.tokens.splice(0)) pool.remember({ taskToken });
    }
  } finally {
    await door.close();
    await kept?.remove();
  }
  return undefined;
}

/** A sound request, more often than not with something wrong. */
function draw(random: Random, pool: ReturnType<typeof createPool>): ApiRequest {
  const sound = soundRequest(random, pool);
  const body = random.chance(0.35) ? mutateBody(sound.body, random) : sound.body;
  const request = sendable({ ...sound, body });
  return random.chance(0.1) ? mutateRequest(request, random) : request;
}

function sendable({ action, body }: SoundRequest): ApiRequest {
  return {
    method: 'POST',
    path: '/',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AWSStepFunctions.${action}`,
      authorization: 'AWS4-HMAC-SHA256 Credential=111122223333/20240101/eu-west-1/states/aws4_request',
    },
    body: JSON.stringify(body),
  };
}

async function tryOne(
  world: World,
  ask: Api,
  request: ApiRequest,
  note: (response: ApiResponse) => void,
): Promise<string | undefined> {
  world.journal.begin();
  const response = await bounded(ask(request));
  if (typeof response === 'string') return [response, ...world.logged].join('\n');
  const fault = findFault(response);
  if (fault !== undefined) return [fault, ...world.logged].join('\n');
  note(response);
  if (world.logged.length > 0) return `Something was logged: ${world.logged.join('\n')}`;
  if (response.status === 200) return undefined;
  const changes = await world.journal.changes();
  return changes.length === 0 ? undefined : `It was refused (${response.body}), and changed ${changes.join(', ')}`;
}

/** The answer, or why there is none. */
async function bounded(answer: Promise<ApiResponse>): Promise<ApiResponse | string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, HANGING_MS, `There was no answer within ${HANGING_MS / 1000} seconds`);
  });
  try {
    return await Promise.race([answer, late]);
  } catch (error) {
    return `There was no answer: ${String(error)}`;
  } finally {
    clearTimeout(timer);
  }
}

async function openFolder(): Promise<{ readonly stores: Stores; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'stepyard-fuzz-'));
  const stores = await openStores(folder);
  const remove = async (): Promise<void> => {
    await stores.close();
    await rm(folder, { recursive: true });
  };
  return { stores, remove };
}

async function httpDoor(world: World): Promise<{ ask: Api; close(): Promise<void> }> {
  const server = await startHttpServer({ api: world.api, port: 0, log: (line) => world.logged.push(line) });
  return { ask: (request) => sendOverHttp(server.port, request), close: () => server.close() };
}

function note(request: ApiRequest, response: ApiResponse, answers: Map<string, number>, done: Set<string>): void {
  const { __type: type } = JSON.parse(response.body) as { __type?: string };
  const name = type ?? String(response.status);
  answers.set(name, (answers.get(name) ?? 0) + 1);
  if (type === undefined) done.add((request.headers['x-amz-target'] ?? '').replace('AWSStepFunctions.', ''));
}

const SHOWN = 2_000;

function printed({ method, path, headers, body }: ApiRequest): string {
  const text = Buffer.from(body).toString().slice(0, SHOWN);
  return `${method} ${path}\n${JSON.stringify(headers, null, 2).slice(0, SHOWN)}\n${text}`;
}
