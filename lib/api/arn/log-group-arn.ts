/** A log group of CloudWatch Logs. */
export interface LogGroup {
  readonly region: string;
  readonly name: string;
}

const LOG_GROUP_ARN = /^arn:[\w-]+:logs:(?<region>[\w-]+):\d{12}:log-group:(?<name>[\w./#-]{1,512}):\*$/;

/** undefined unless it is the ARN of a log group with everything in it (`…:*`), as loggingConfiguration takes it. */
export function parseLogGroupArn(arn: string): LogGroup | undefined {
  const { region, name } = LOG_GROUP_ARN.exec(arn)?.groups ?? {};
  return region === undefined || name === undefined ? undefined : { region, name };
}
