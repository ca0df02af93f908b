/**
 * Variables of AWS's Step Functions Local (docs: Setting Configuration Options for Step Functions Local), so that an
 * environment that was made for it does here what it says, or is told why not.
 */

/** Its variables for services that Task states call, by the names of these services in the AWS SDKs' own variables. */
const ENDPOINTS: ReadonlyMap<string, string> = new Map([
  ['BATCH', 'BATCH_ENDPOINT'],
  ['DYNAMODB', 'DYNAMODB_ENDPOINT'],
  ['ECS', 'ECS_ENDPOINT'],
  ['GLUE', 'GLUE_ENDPOINT'],
  ['LAMBDA', 'LAMBDA_ENDPOINT'],
  ['SAGEMAKER', 'SAGE_MAKER_ENDPOINT'],
  ['SNS', 'SNS_ENDPOINT'],
  ['SQS', 'SQS_ENDPOINT'],
]);

/** Its variables that mean nothing here, and what there is instead. */
const UNUSED: readonly (readonly [variable: string, instead: string])[] = [
  ['AWS_ACCOUNT_ID', 'The account is the access key id of the client, if that has twelve digits.'],
  ['STEP_FUNCTIONS_ENDPOINT', 'Nested executions run here.'],
  ['WAIT_TIME_SCALE', 'Waits take their time; TestState looks at a state without waiting.'],
];

export const MOCK_CONFIG_VARIABLE = 'SFN_MOCK_CONFIG';

/** The URL of a service; undefined when it has no variable, or an empty one. @param name as in AWS_ENDPOINT_URL_<name> */
export function localEndpoint(name: string, environment: NodeJS.ProcessEnv): string | undefined {
  return environment[ENDPOINTS.get(name) ?? ''] || undefined;
}

export const LOCAL_ENDPOINT_VARIABLES: readonly string[] = [...ENDPOINTS.values()];

/** A line for each variable that is set and not used. */
export function unusedVariables(environment: NodeJS.ProcessEnv): readonly string[] {
  return UNUSED.filter(([variable]) => environment[variable]).map(
    ([variable, instead]) => `${variable} of Step Functions Local is not used. ${instead}`,
  );
}
