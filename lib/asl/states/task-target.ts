/** How Step Functions waits for a service (spec: integrations, common rules). */
export type IntegrationPattern = 'requestResponse' | 'sync' | 'waitForTaskToken';

/** What the Resource of a Task state names. */
export type TaskTarget =
  | { readonly kind: 'lambda' }
  | { readonly kind: 'activity' }
  | {
      readonly kind: 'service';
      /** As the history shows them: `lambda` / `invoke`, `states` / `startExecution.sync:2`, `aws-sdk:s3` / `getObject`. */
      readonly resourceType: string;
      readonly resource: string;
      readonly pattern: IntegrationPattern;
    };

/** Reads a Resource that has passed validation. */
export function taskTarget(resource: string): TaskTarget {
  const parts = resource.split(':');
  if (parts[2] === 'lambda') return { kind: 'lambda' };
  if (parts[5] === 'activity') return { kind: 'activity' };
  const sdk = parts[5] === 'aws-sdk';
  const resourceType = sdk ? `aws-sdk:${parts[6] ?? ''}` : (parts[5] ?? '');
  const action = parts.slice(sdk ? 7 : 6).join(':');
  return { kind: 'service', resourceType, resource: action, pattern: patternOf(action) };
}

function patternOf(action: string): IntegrationPattern {
  if (action.endsWith('.waitForTaskToken')) return 'waitForTaskToken';
  return action.endsWith('.sync') || action.endsWith('.sync:2') ? 'sync' : 'requestResponse';
}
