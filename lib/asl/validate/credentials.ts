import type { JsonObject } from '../json.ts';
import { type Place, schemaError } from './place.ts';
import { checkTemplate } from './templates.ts';

/** A Task's Credentials: the role to assume for the call. Other members are not complained of (recorded 2024-12). */
export function checkCredentials(credentials: JsonObject, place: Place): void {
  const isByPath = place.language === 'JSONPath' && Object.hasOwn(credentials, 'RoleArn.$');
  if (!Object.hasOwn(credentials, 'RoleArn') && !isByPath) {
    schemaError(place, "The field 'RoleArn' is required but was missing");
  }
  // Expressions are not looked at before they are evaluated (measured on AWS).
  if (place.language === 'JSONPath') checkTemplate(credentials, place);
}
