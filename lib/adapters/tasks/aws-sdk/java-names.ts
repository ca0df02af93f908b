/**
 * Names as AWS SDK v2 for Java has them, which Step Functions calls services with: its code generator makes them of the
 * names in the API's model.
 */

/** `DB Instance Not Found` of `DBInstanceNotFound`: acronyms, numbers and versions are words of their own. */
function words(name: string): readonly string[] {
  return name
    .replaceAll(/[^A-Za-z0-9]+/g, ' ')
    .replaceAll(/([^a-z]{2,})v([0-9]+)/g, '$1 v$2 ')
    .replaceAll(/([^A-Z]{2,})V([0-9]+)/g, '$1 V$2 ')
    .replaceAll(/(?<=[a-z])(?=[A-Z][a-zA-Z0-9])/g, ' ')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replaceAll(/([0-9])([a-zA-Z])/g, '$1 $2')
    .split(' ')
    .filter((word) => word !== '');
}

function pascalCase(name: string): string {
  return words(name)
    .map((word) => upperFirst(word.toLowerCase()))
    .join('');
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Before the dot of error names: `DynamoDb` of `DynamoDB`, `CloudWatchLogs` of `CloudWatch Logs`. @param serviceId of the API's model */
export function servicePrefix(serviceId: string): string {
  return pascalCase(serviceId)
    .replace(/^(?:Amazon|Aws)/, '')
    .replace(/Service$/, '');
}

/** `DbInstanceNotFoundException` of `DBInstanceNotFoundFault`, `NoSuchKeyException` of `NoSuchKey`. */
export function exceptionName(errorName: string): string {
  return `${pascalCase(errorName.replace(/(?:Fault|Exception)$/, ''))}Exception`;
}

/** A leading run of capitals is lowered up to the word that follows it: `dbInstances` of `DBInstances`, `eTag` of `ETag`. */
const LEADING_CAPITALS = /^[A-Z](?:[A-Z](?![a-z]))*/;

/** Methods of every Java object, and words of the language, are followed by `Value` where members have them as names. */
const RESERVED: ReadonlySet<string> = new Set(
  [
    'abstract assert boolean break byte case catch char class const continue default do double else enum extends false',
    'final finally float for goto if implements import instanceof int interface long native new null package private',
    'protected public return short static strictfp super switch synchronized this throw throws transient true try void',
    'volatile while equals getClass hashCode notify notifyAll toString wait',
  ].flatMap((line) => line.split(' ')),
);

/** Renamed by hand: AttributeValue of DynamoDB. */
const RENAMED: Readonly<Record<string, string>> = { NULL: 'Nul' };

/** A member as Step Functions writes it: `DbInstances` of `DBInstances`, `StateMachineArn` of `stateMachineArn`. */
export function memberName(apiName: string): string {
  if (Object.hasOwn(RENAMED, apiName)) return RENAMED[apiName] ?? apiName;
  const name = apiName
    .replace(LEADING_CAPITALS, (capitals) => capitals.toLowerCase())
    .replaceAll(/_+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return upperFirst(RESERVED.has(name) ? `${name}Value` : name);
}
