import type { Json } from '../json.ts';
import { OPTIMIZED_INTEGRATIONS } from './optimized-integrations.ts';
import { type Place, schemaError } from './place.ts';
import { SDK_SERVICES } from './sdk-services.ts';
import { UNSUPPORTED_SDK_ACTIONS } from './unsupported-sdk-actions.ts';

const ACTIVITY = /^arn:[^:]+:states:[^:]+:[^:]+:activity:[^:]+$/;
const LAMBDA_FUNCTION = /^arn:[^:]+:lambda:[^:]+:[^:]+:function:[^:]+(?::[^:]+)?$/;
const AWS_SDK = /^arn:[^:]+:states:::aws-sdk:([a-z0-9]+):([a-z][A-Za-z0-9]*)(?:\.(waitForTaskToken))?$/;
const OPTIMIZED = /^arn:[^:]+:states:::([a-z-]+):([A-Za-z]+)(?:\.(sync|sync:2|waitForTaskToken))?$/;

/** What an Express workflow says to a pattern. The trailing blank of one of them is AWS's (recorded 2024-07). */
const EXPRESS_REFUSAL: { readonly [pattern: string]: string } = {
  sync: "Express state machine does not support '.sync' service integration",
  'sync:2': "Express state machine does not support '.sync' service integration",
  waitForTaskToken: "Express state machine does not support '.waitForTaskToken' service integration ",
};

/**
 * A Task's Resource: an activity, a Lambda function, or an action of a service with a pattern it has. Which actions the
 * services of the SDK have is known only where their clients are.
 */
export function checkTaskResource(resource: Json, place: Place): void {
  if (typeof resource !== 'string' || !resource.startsWith('arn:')) {
    schemaError(place, 'Value is not a valid resource ARN');
    return;
  }
  const kind = resourceKind(resource);
  if (kind === undefined) {
    schemaError(
      place,
      `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
    );
  } else if (place.executionType === 'EXPRESS') {
    if (kind.isActivity) schemaError(place, 'Express state machine does not support Activity ARN');
    else if (kind.pattern !== undefined) schemaError(place, EXPRESS_REFUSAL[kind.pattern] ?? '');
  }
}

/** ItemReader and ResultWriter know a few resources only. */
export function checkResourceAmong(resource: string, resources: readonly string[], place: Place): void {
  if (resources.includes(resource.replace(/^arn:aws[a-z-]*:/, 'arn:aws:'))) return;
  schemaError(
    place,
    `The field 'Resource' does not match any of the allowed values. Examples: [${resources.join(', ')}]`,
  );
}

export function isActivityArn(resource: Json | undefined): boolean {
  return typeof resource === 'string' && ACTIVITY.test(resource);
}

interface ResourceKind {
  readonly isActivity?: true;
  readonly pattern?: string | undefined;
}

function resourceKind(resource: string): ResourceKind | undefined {
  if (ACTIVITY.test(resource)) return { isActivity: true };
  if (LAMBDA_FUNCTION.test(resource)) return {};
  const sdk = AWS_SDK.exec(resource);
  if (sdk) return sdkResourceKind(sdk);
  const [, service = '', action = '', pattern] = OPTIMIZED.exec(resource) ?? [];
  const patterns = ownMember(ownMember(OPTIMIZED_INTEGRATIONS, service) ?? {}, action);
  if (patterns === undefined) return undefined;
  return pattern === undefined || (patterns as readonly string[]).includes(pattern) ? { pattern } : undefined;
}

function sdkResourceKind([, service = '', action = '', pattern]: RegExpExecArray): ResourceKind | undefined {
  if (!SDK_SERVICES.has(service) || ownMember(UNSUPPORTED_SDK_ACTIONS, service)?.has(action)) return undefined;
  return { pattern };
}

function ownMember<T>(table: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
