import { ACTIONS, TYPES, type ModelMembers, type ModelType } from './service-model.ts';

/** A request that breaks one rule of the service model, and the answer to it. */
export interface Violation {
  readonly title: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly type: 'SerializationException' | 'ValidationException';
  readonly message: string;
}

/** A bad value for a type: what is wrong, the value, and the answer when it is found at `path`. */
interface BadValue {
  readonly what: string;
  readonly value: unknown;
  readonly path?: string;
  readonly answer: Pick<Violation, 'type' | 'message'>;
}

const CONTAINER_EXPECTED = 'Unexpected field type';
const SCALAR_EXPECTED = 'Start of structure or map found where not expected';

function typeOf(name: string): ModelType {
  const type = TYPES[name.replace('!', '')];
  if (type === undefined) throw new Error(`No type ${name}`);
  return type;
}

const isRequired = (type: string) => type.endsWith('!');

/** Members that a request must have, with values that pass every check of the service model. */
export function leastRequest(action: string): Record<string, unknown> {
  return leastStructure(ACTIONS[action] ?? {});
}

function leastStructure(members: ModelMembers): Record<string, unknown> {
  const required = Object.entries(members).filter(([, type]) => isRequired(type));
  return Object.fromEntries(required.map(([name, type]) => [name, leastValue(typeOf(type))]));
}

function leastValue(type: ModelType): unknown {
  switch (type.kind) {
    case 'String':
      return type.values?.[0] ?? 'x'.repeat(Math.max(1, type.min ?? 0));
    case 'Integer':
    case 'Long':
    case 'Float':
      return type.min ?? 0;
    case 'Boolean':
      return true;
    case 'list':
      return Array.from({ length: type.min ?? 0 }, () => leastValue(typeOf(type.of)));
    case 'structure':
      return leastStructure(type.members);
  }
}

/** Every way in which one member alone can break the service model. */
export function violationsOf(action: string): Violation[] {
  const least = leastRequest(action);
  return memberViolations(ACTIONS[action] ?? {}, '').map(({ what, value, path, answer }) => ({
    title: `${path} ${what}`,
    body: { ...least, [path.split('.')[0] ?? '']: value },
    ...answer,
  }));
}

/** Bad values of members; each is the value of the first member on its path. */
function memberViolations(members: ModelMembers, prefix: string): (BadValue & { readonly path: string })[] {
  return Object.entries(members).flatMap(([name, typeName]) => {
    const path = prefix + name;
    const missing: BadValue[] = isRequired(typeName)
      ? [
          { what: 'missing', value: undefined, answer: isNull(path) },
          { what: 'null', value: null, answer: isNull(path) },
        ]
      : [];
    return [...missing, ...badValues(typeOf(typeName), path)].map((bad) => ({ ...bad, path: bad.path ?? path }));
  });
}

function badValues(type: ModelType, path: string): BadValue[] {
  switch (type.kind) {
    case 'String':
      return [...wrongScalars('String', [1, 1.5, true]), ...badStrings(type, path)];
    case 'Integer':
    case 'Long':
    case 'Float':
      return [...wrongScalars(type.kind, ['1', false]), ...badNumbers(type, path)];
    case 'Boolean':
      return wrongScalars('Boolean', ['true', 0]);
    case 'list':
      return [...notAList, ...badLists(type, path)];
    case 'structure':
      return [...notAStructure, ...nested(type, path)];
  }
}

const serialization = (message: string) => ({ type: 'SerializationException', message }) as const;

function wrongScalars(javaType: string, values: readonly unknown[]): BadValue[] {
  const tokens: Record<string, string> = {
    '1': 'NUMBER_VALUE',
    '0': 'NUMBER_VALUE',
    '1.5': 'DECIMAL_VALUE',
    true: 'TRUE_VALUE',
    false: 'FALSE_VALUE',
  };
  const token = (value: unknown) => (typeof value === 'string' ? 'STRING_VALUE' : tokens[String(value)]);
  return [
    ...values.map((value) => ({
      what: `as ${JSON.stringify(value)}`,
      value,
      answer: serialization(`${token(value)} cannot be converted to ${javaType}`),
    })),
    { what: 'as {}', value: {}, answer: serialization(SCALAR_EXPECTED) },
    { what: 'as []', value: [], answer: serialization(`Unrecognized collection type class java.lang.${javaType}`) },
  ];
}

const notAList: BadValue[] = [
  { what: 'as "x"', value: 'x', answer: serialization(CONTAINER_EXPECTED) },
  { what: 'as {}', value: {}, answer: serialization(SCALAR_EXPECTED) },
];
const notAStructure: BadValue[] = [
  { what: 'as "x"', value: 'x', answer: serialization(CONTAINER_EXPECTED) },
  { what: 'as true', value: true, answer: serialization(CONTAINER_EXPECTED) },
];

function breaks(value: string | undefined, path: string, rule: string): BadValue['answer'] {
  const shown = value === undefined ? '' : ` '${value}'`;
  return {
    type: 'ValidationException',
    message: `1 validation error detected: Value${shown} at '${path}' failed to satisfy constraint: Member must ${rule}`,
  };
}

function isNull(path: string): BadValue['answer'] {
  return {
    type: 'ValidationException',
    message: `1 validation error detected: Value null at '${path}' failed to satisfy constraint: Member must not be null`,
  };
}

function badStrings(type: Extract<ModelType, { kind: 'String' }>, path: string): BadValue[] {
  const bad = (what: string, value: string, rule: string): BadValue => ({
    what,
    value,
    answer: breaks(type.sensitive ? undefined : value, path, rule),
  });
  const { min, max, pattern, values } = type;
  if (values !== undefined) {
    const rule = `satisfy enum value set: [${values.join(', ')}]`;
    return [bad('as no value of the enum', 'x', rule), bad('in lower case', values[0]?.toLowerCase() ?? '', rule)];
  }
  return [
    ...(max === undefined ? [] : [bad('too long', 'x'.repeat(max + 1), `have length less than or equal to ${max}`)]),
    ...(min === 1 && pattern === undefined ? [bad('empty', '', 'have length greater than or equal to 1')] : []),
    ...(pattern === undefined ? [] : [bad('with ü', 'aü', `satisfy regular expression pattern: ${pattern}`)]),
  ];
}

function badNumbers({ min, max }: { min?: number; max?: number }, path: string): BadValue[] {
  const bad = (value: number, rule: string): BadValue => ({
    what: `as ${value}`,
    value,
    answer: breaks(String(value), path, rule),
  });
  return [
    ...(min === undefined ? [] : [bad(min - 1, `have value greater than or equal to ${min}`)]),
    ...(max === undefined ? [] : [bad(max + 1, `have value less than or equal to ${max}`)]),
  ];
}

function badLists({ of, min }: Extract<ModelType, { kind: 'list' }>, path: string): BadValue[] {
  const item = typeOf(of);
  const empty =
    min === 1
      ? [{ what: 'empty', value: [], answer: breaks('[]', path, 'have length greater than or equal to 1') }]
      : [];
  const inside = [
    { what: 'null', value: null, answer: isNull(`${path}.1.member`) },
    ...badValues(item, `${path}.1.member`),
  ];
  return [...empty, ...inside.map((bad) => ({ ...bad, path: bad.path ?? `${path}.1.member`, value: [bad.value] }))];
}

/** Bad values of the members of a structure, each within a structure that is right otherwise. */
function nested({ members }: Extract<ModelType, { kind: 'structure' }>, path: string): BadValue[] {
  const least = leastStructure(members);
  return memberViolations(members, `${path}.`).map((bad) => ({
    ...bad,
    value: { ...least, [bad.path.slice(path.length + 1).split('.')[0] ?? '']: bad.value },
  }));
}
