/** RFC 3339 with an upper-case T and Z, as the language demands: `2016-03-14T01:59:00.5Z`, `2016-03-14T01:59:00+01:00`. */
const RFC_3339 = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d+))?(?:Z|([+-])(\d{2}):(\d{2}))$/;

const NANOSECONDS_PER_MILLISECOND = 1_000_000n;
const MAX_OFFSET_MINUTES = 18 * 60;

/** Milliseconds since the epoch, parts of a millisecond dropped; undefined for anything but a timestamp with a zone. */
export function parseTimestamp(text: string): number | undefined {
  const instant = parseInstant(text);
  return instant === undefined ? undefined : Number(instant / NANOSECONDS_PER_MILLISECOND);
}

/** Nanoseconds since the epoch, for comparing; further digits of the fraction are dropped. */
export function parseInstant(text: string): bigint | undefined {
  const match = RFC_3339.exec(text);
  if (!match) return undefined;
  const [, local = '', fraction = '', sign = '+', hours = '0', minutes = '0'] = match;
  const seconds = Date.parse(`${local}Z`);
  // Date.parse moves the 30th of February, and 24 o'clock, to the next day.
  if (Number.isNaN(seconds) || !new Date(seconds).toISOString().startsWith(local)) return undefined;
  const offset = Number(hours) * 60 + Number(minutes);
  if (Number(minutes) > 59 || offset > MAX_OFFSET_MINUTES) return undefined;
  const milliseconds = seconds - (sign === '+' ? offset : -offset) * 60_000;
  return BigInt(milliseconds) * NANOSECONDS_PER_MILLISECOND + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
}
