import type { Place } from './place.ts';

const MAX_LENGTH = 40;
// Not allowed: white space, wildcards, brackets, special characters, control characters (docs: Map state, Label).
const FORBIDDEN = /[\s?*<>{}[\]:;,\\|^~$#%&`"]|\p{Cc}/u;

/** A Map's Label: part of the ARNs of its map runs. Words of the second message: guess. */
export function checkLabel(label: string, place: Place): void {
  if (label.length > MAX_LENGTH) {
    invalid(`Label '${label}' exceeds the ${MAX_LENGTH}-character limit allowed by the service`, place);
  } else if (label === '' || FORBIDDEN.test(label)) {
    invalid(`Label '${label}' contains characters that are not allowed`, place);
  }
}

function invalid(fault: string, place: Place): void {
  place.report.error('INVALID_LABEL_NAME', `Invalid Label name: ${fault}`, place.location);
}
