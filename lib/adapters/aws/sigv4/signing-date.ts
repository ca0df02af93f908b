import type { Ms } from '../../../ports/execution-store.ts';
import { incompleteSignature, invalidSignature } from './signature-errors.ts';

const BASIC_FORMAT = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const SKEW_MINUTES = 5;
const SKEW_MS = SKEW_MINUTES * 60_000;

/** The time at which a request was signed, if that is now or nearly so; throws an ApiError otherwise. @param text `YYYYMMDD'T'HHMMSS'Z'` */
export function readSigningDate(text: string, now: Ms): Date {
  const date = new Date(text.replace(BASIC_FORMAT, '$1-$2-$3T$4:$5:$6Z'));
  if (!BASIC_FORMAT.test(text) || Number.isNaN(date.getTime())) {
    throw incompleteSignature(
      `Date must be in ISO-8601 'basic format'. Got '${text}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  }
  const earliest = now - SKEW_MS;
  const latest = now + SKEW_MS;
  if (date.getTime() < earliest) {
    const bound = `${basicFormat(earliest)} (${basicFormat(now)} - ${SKEW_MINUTES} min.)`;
    throw invalidSignature(`Signature expired: ${text} is now earlier than ${bound}`);
  }
  if (date.getTime() > latest) {
    const bound = `${basicFormat(latest)} (${basicFormat(now)} + ${SKEW_MINUTES} min.)`;
    throw invalidSignature(`Signature not yet current: ${text} is still later than ${bound}`);
  }
  return date;
}

function basicFormat(time: Ms): string {
  return `${new Date(time).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
