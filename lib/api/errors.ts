import { ApiError } from './api-error.ts';

/** Errors of more than one action, with AWS's texts. */

export const serialization = (message: string) => new ApiError('SerializationException', message);
export const unknownOperation = (message: string) => new ApiError('UnknownOperationException', message);

type ValidationReason =
  | 'API_DOES_NOT_SUPPORT_LABELED_ARNS'
  | 'CANNOT_UPDATE_COMPLETED_MAP_RUN'
  | 'MISSING_REQUIRED_PARAMETER'
  | 'INVALID_ROUTING_CONFIGURATION';

export const validation = (message: string, reason?: ValidationReason) =>
  new ApiError('ValidationException', message, reason === undefined ? {} : { reason });
export const conflict = (message: string) => new ApiError('ConflictException', message);
export const quotaExceeded = (message: string) => new ApiError('ServiceQuotaExceededException', message);

export const invalidArn = (reason: string) => new ApiError('InvalidArn', `Invalid Arn: '${reason}'`);
export const invalidName = (name: string) => new ApiError('InvalidName', `Invalid Name: '${name}'`);
export const invalidToken = () => new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
export const invalidExecutionInput = (reason: string) =>
  new ApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${reason}'`);

export const stateMachineDoesNotExist = (arn: string) =>
  new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
export const stateMachineAlreadyExists = (arn: string) =>
  new ApiError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
export const stateMachineDeleting = (arn: string) =>
  new ApiError('StateMachineDeleting', `State Machine is being deleted: '${arn}'`);
export const stateMachineTypeNotSupported = () =>
  new ApiError('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine');

export const executionDoesNotExist = (arn: string) =>
  new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
export const executionAlreadyExists = (arn: string) =>
  new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);

/** The text is a guess: what DescribeExecution says. */
export const executionNotRedrivable = (reason: string) => new ApiError('ExecutionNotRedrivable', reason);

/** The text is a guess: that of state machines. */
export const activityAlreadyExists = (arn: string) =>
  new ApiError('ActivityAlreadyExists', `Activity Already Exists: '${arn}'`);
export const activityDoesNotExist = (arn: string) =>
  new ApiError('ActivityDoesNotExist', `Activity Does Not Exist: '${arn}'`);

export const resourceNotFound = (arn: string) =>
  new ApiError('ResourceNotFound', `Resource not found: '${arn}'`, { resourceName: arn });
/** The text that the actions on aliases use. */
export const aliasNotFound = (arn: string) =>
  new ApiError('ResourceNotFound', 'Request references a resource that does not exist.', { resourceName: arn });

export const taskTimedOut = () =>
  new ApiError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
