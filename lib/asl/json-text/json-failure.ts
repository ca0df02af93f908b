import { MAX_NESTING_DEPTH } from './nesting-depth.ts';
import { characterDescription, JsonFailure, unexpectedCharacter } from './jackson-words.ts';
import { scanNumber, scanString, scanWord } from './scalar-scanner.ts';
import { sourceLocation } from './source-location.ts';

interface Container {
  readonly kind: 'Array' | 'Object';
  readonly start: number;
}

/**
 * Finds where and why Jackson stops reading a text, in its words. `offset` is how far it has read.
 * Only for texts known to be refused; containers are kept on a list, so depth costs no stack.
 */
export function findJsonFailure(text: string): { readonly message: string; readonly offset: number } {
  try {
    const end = scanDocument(text);
    return { message: 'No content to map due to end-of-input', offset: end };
  } catch (error) {
    if (error instanceof JsonFailure) return { message: error.message, offset: error.offset };
    throw error;
  }
}

/** Reads one value and the white space behind it; returns the offset of the end. */
function scanDocument(text: string): number {
  const open: Container[] = [];
  let index = skipSpace(text, 0);
  if (index === text.length) return index;
  for (;;) {
    const container = open.at(-1);
    if (container?.kind === 'Object') index = scanName(text, index);
    const character = text[index];
    if (character === '{' || character === '[') {
      const entered: Container = { kind: character === '{' ? 'Object' : 'Array', start: index };
      open.push(entered);
      if (open.length > MAX_NESTING_DEPTH) throw tooDeep(index);
      index = skipWithin(text, index + 1, entered);
      if (text[index] !== (character === '{' ? '}' : ']')) continue;
      open.pop();
      index += 1;
    } else {
      index = scanScalar(text, index, container);
    }
    index = closeContainers(text, index, open);
    if (open.length === 0) return scanTail(text, index);
  }
}

/** After a value: closes containers as far as they end here, and steps over the comma before the next entry. */
function closeContainers(text: string, start: number, open: Container[]): number {
  let index = start;
  for (let container = open.at(-1); container !== undefined; container = open.at(-1)) {
    index = skipWithin(text, index, container);
    const character = text[index] ?? '';
    if (character === ',') return skipBetween(text, index + 1, container);
    if (character === '}' || character === ']') {
      if (character !== closerOf(container)) throw mismatchedClose(text, index, container);
      open.pop();
      index += 1;
    } else {
      throw unexpectedCharacter(text, index, `was expecting comma to separate ${container.kind} entries`);
    }
  }
  return index;
}

function scanName(text: string, start: number): number {
  if (text[start] !== '"') throw unexpectedCharacter(text, start, 'was expecting double-quote to start field name');
  const index = skipSpace(text, scanString(text, start, 'name'));
  if (index === text.length) throw endWithin('Object', index);
  if (text[index] !== ':') {
    throw unexpectedCharacter(text, index, 'was expecting a colon to separate field name and value');
  }
  const value = skipSpace(text, index + 1);
  if (value === text.length) throw endWithin('Object', value);
  return value;
}

function scanScalar(text: string, index: number, container: Container | undefined): number {
  const character = text[index] ?? '';
  if (character === '"') return scanString(text, index, 'string value');
  if (character === '-' || (character >= '0' && character <= '9')) {
    return scanNumber(text, index, container === undefined);
  }
  return scanWord(text, index);
}

/** Behind the document's value there may only be white space. */
function scanTail(text: string, start: number): number {
  const index = skipSpace(text, start);
  const character = text[index];
  if (character === undefined) return index;
  const token = { '{': 'START_OBJECT', '[': 'START_ARRAY' }[character];
  if (token === undefined) scanScalar(text, index, undefined);
  throw new JsonFailure(
    `Trailing token (of type ${token ?? 'VALUE'}) found after value: not allowed as per \`DeserializationFeature.FAIL_ON_TRAILING_TOKENS\``,
    index + 1,
  );
}

/** White space inside a container, where an entry or its end must follow. */
function skipWithin(text: string, start: number, container: Container): number {
  const index = skipSpace(text, start);
  if (index < text.length) return index;
  const marker = sourceLocation(text, container.start);
  throw new JsonFailure(
    `Unexpected end-of-input: expected close marker for ${container.kind} (start marker at ${marker})`,
    index,
  );
}

/** White space behind a comma. */
function skipBetween(text: string, start: number, container: Container): number {
  const index = skipSpace(text, start);
  if (index === text.length) throw endWithin(container.kind, index);
  return index;
}

function skipSpace(text: string, start: number): number {
  let index = start;
  for (; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) continue;
    if (code > 0x20) break;
    throw new JsonFailure(
      `Illegal character (${characterDescription(text, index)}): only regular white space (\\r, \\n, \\t) is allowed between tokens`,
      index + 1,
    );
  }
  return index;
}

function closerOf(container: Container): string {
  return container.kind === 'Object' ? '}' : ']';
}

function endWithin(kind: Container['kind'], offset: number): JsonFailure {
  return new JsonFailure(`Unexpected end-of-input within/between ${kind} entries`, offset);
}

function mismatchedClose(text: string, index: number, container: Container): JsonFailure {
  const start = sourceLocation(text, container.start);
  return new JsonFailure(
    `Unexpected close marker '${text[index] ?? ''}': expected '${closerOf(container)}' (for ${container.kind} starting at ${start})`,
    index + 1,
  );
}

function tooDeep(index: number): JsonFailure {
  return new JsonFailure(
    `Document nesting depth (${MAX_NESTING_DEPTH + 1}) exceeds the maximum allowed (${MAX_NESTING_DEPTH}, from \`StreamReadConstraints.getMaxNestingDepth()\`)`,
    index + 1,
  );
}
