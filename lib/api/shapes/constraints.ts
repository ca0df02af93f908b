import { validation } from '../errors.ts';
import type { NumberShape, ListShape, Members, Shape, StringShape } from './shape.ts';

/** More are not told: a list of a million nulls is refused in a text that can be read. */
const MAX_VIOLATIONS = 100;

/** Throws AWS's ValidationException if members break their constraints; one text lists them all. */
export function checkConstraints(members: Members, input: Readonly<Record<string, unknown>>): void {
  const violations: string[] = [];
  checkMembers(members, input, '', violations);
  if (violations.length === 0) return;
  const told = violations.slice(0, MAX_VIOLATIONS);
  const errors = told.length === 1 ? 'error' : 'errors';
  throw validation(`${told.length} validation ${errors} detected: ${told.join('; ')}`);
}

function checkMembers(members: Members, input: Readonly<Record<string, unknown>>, path: string, found: string[]): void {
  for (const name in members) {
    const shape = members[name];
    if (shape === undefined) continue;
    const value = input[name];
    if (value !== undefined) checkValue(shape, value, path + name, found);
    else if (shape.required === true) found.push(nullViolation(path + name));
  }
}

function checkValue(shape: Shape, value: unknown, path: string, found: string[]): void {
  switch (shape.type) {
    case 'string':
      checkString(shape, value as string, path, found);
      break;
    case 'integer':
    case 'long':
    case 'float':
      checkNumber(shape, value as number, path, found);
      break;
    case 'list':
      checkList(shape, value as readonly unknown[], path, found);
      break;
    case 'structure':
      checkMembers(shape.members, value as Record<string, unknown>, `${path}.`, found);
      break;
    case 'boolean':
  }
}

function checkString(shape: StringShape, value: string, path: string, found: string[]): void {
  const report = (rule: string) => found.push(violation(shape.sensitive === true ? undefined : value, path, rule));
  if (shape.values !== undefined && !shape.values.includes(value)) {
    report(`satisfy enum value set: [${shape.values.join(', ')}]`);
  }
  if (shape.pattern !== undefined && !shape.pattern.whole.test(value)) {
    report(`satisfy regular expression pattern: ${shape.pattern.text}`);
  }
  if (shape.max !== undefined && isLonger(value, shape.max, shape.bytes === true)) {
    report(`have length less than or equal to ${shape.max}`);
  }
  if (shape.min !== undefined && value.length < shape.min) report(`have length greater than or equal to ${shape.min}`);
}

function checkNumber(shape: NumberShape, value: number, path: string, found: string[]): void {
  const report = (rule: string) => found.push(violation(String(value), path, rule));
  if (shape.max !== undefined && value > shape.max) report(`have value less than or equal to ${shape.max}`);
  if (shape.min !== undefined && value < shape.min) report(`have value greater than or equal to ${shape.min}`);
}

function checkList(shape: ListShape, items: readonly unknown[], path: string, found: string[]): void {
  const report = (rule: string) => found.push(violation(print(shape, items), path, rule));
  if (shape.max !== undefined && items.length > shape.max) report(`have length less than or equal to ${shape.max}`);
  if (shape.min !== undefined && items.length < shape.min) report(`have length greater than or equal to ${shape.min}`);
  items.forEach((item, index) => {
    const at = `${path}.${index + 1}.member`;
    if (item === null) found.push(nullViolation(at));
    else checkValue(shape.of, item, at, found);
  });
}

/** Characters cost at most three bytes each, so short texts need no count of their bytes. */
function isLonger(text: string, max: number, inBytes: boolean): boolean {
  if (!inBytes) return text.length > max;
  return text.length > max || (text.length * 3 > max && Buffer.byteLength(text) > max);
}

/** @param value undefined for a sensitive one */
function violation(value: string | undefined, path: string, rule: string): string {
  const quoted = value === undefined ? '' : ` '${value}'`;
  return `Value${quoted} at '${path}' failed to satisfy constraint: Member must ${rule}`;
}

function nullViolation(path: string): string {
  return `Value null at '${path}' failed to satisfy constraint: Member must not be null`;
}

/** A value in the form of Java's toString, as AWS prints it. */
function print(shape: Shape, value: unknown): string {
  if (shape.type === 'list')
    return `[${(value as readonly unknown[]).map((item) => print(shape.of, item)).join(', ')}]`;
  if (shape.type !== 'structure' || value === null) return String(value);
  const members = Object.entries(value as Record<string, unknown>).map(([name, member]) => {
    const memberShape = shape.members[name];
    return `${name}=${memberShape === undefined ? String(member) : print(memberShape, member)}`;
  });
  return `${shape.name}(${members.join(', ')})`;
}
