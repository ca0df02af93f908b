import type { StateMachineType } from '../../ports/revision.ts';
import type { Call } from '../call.ts';
import { parseResourceArn } from './resource-arn.ts';
import type { StateMachineArn } from './state-machine-arn.ts';

/** InvalidArn unless the text is the ARN of a Standard execution: Express executions cannot be looked at. */
export function checkExecutionArn(call: Call, text: string): void {
  parseResourceArn(text, 'execution');
  call.about.executionArn = text;
}

/** The same for what is stored: Express executions that are children of a map run (`…:express:NAME/LABEL:…`) are too. */
export function checkStoredExecutionArn(call: Call, text: string): void {
  const { type, path } = parseResourceArn(text, 'execution', 'express');
  if (type === 'express' && path[0]?.includes('/') !== true) parseResourceArn(text, 'execution');
  call.about.executionArn = text;
}

/** @param unique distinguishes Express executions, whose names may repeat */
export function executionArnOf(
  machine: StateMachineArn,
  type: StateMachineType,
  name: string,
  unique: () => string,
): string {
  const executions = machine.unqualified.replace(':stateMachine:', type === 'STANDARD' ? ':execution:' : ':express:');
  return type === 'STANDARD' ? `${executions}:${name}` : `${executions}:${name}:${unique()}`;
}
