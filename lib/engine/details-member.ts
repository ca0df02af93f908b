const known = new Map<string, string>();

/** The member of a history event that holds the details of its type. Types are few, and asked for again and again. */
export function detailsMemberOf(type: string): string {
  let member = known.get(type);
  if (member === undefined) known.set(type, (member = memberNameOf(type)));
  return member;
}

function memberNameOf(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}
