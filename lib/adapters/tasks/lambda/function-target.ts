/** A function as somebody named it. */
export interface FunctionTarget {
  readonly name: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** A version or an alias. */
  readonly qualifier?: string;
}

/** Lambda's own pattern of FunctionName: a name, an ARN, a part of an ARN, each with or without a qualifier. */
const FUNCTION_NAME =
  /^(?:arn:(?<partition>aws[a-zA-Z-]*)?:lambda:)?(?:(?<region>[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d):)?(?:(?<account>\d{12}):)?(?:function:)?(?<name>[a-zA-Z0-9-_.]+)(?::(?<qualifier>\$LATEST|[a-zA-Z0-9-_]+))?$/;

/**
 * @param text FunctionName, or the ARN of a function
 * @param executionArn says the partition, region and account of everything that the name leaves out
 * @returns undefined when the text names no function
 */
export function parseFunctionTarget(text: string, executionArn: string): FunctionTarget | undefined {
  const found = FUNCTION_NAME.exec(text)?.groups;
  if (found?.['name'] === undefined) return undefined;
  const [, partition = 'aws', , region = 'us-east-1', account = '000000000000'] = executionArn.split(':');
  const { name, qualifier } = found;
  return {
    name,
    partition: found['partition'] ?? partition,
    region: found['region'] ?? region,
    account: found['account'] ?? account,
    ...(qualifier !== undefined && { qualifier }),
  };
}

/** The ARN without a qualifier. */
export function functionArn({ partition, region, account, name }: FunctionTarget): string {
  return `arn:${partition}:lambda:${region}:${account}:function:${name}`;
}
