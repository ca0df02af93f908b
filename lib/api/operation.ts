import type { Call } from './call.ts';
import { checkConstraints } from './shapes/constraints.ts';
import { readMembers } from './shapes/read-input.ts';
import type { InputOf, Members } from './shapes/shape.ts';

/**
 * An action of the API: takes the parsed body, gives the answer's body; members that are undefined are left out. A string
 * is the JSON text of the body.
 */
export interface Operation {
  readonly action: string;
  /** What a request may have; anything else is ignored. */
  readonly members: Members;
  run(body: Readonly<Record<string, unknown>>, call: Call): Promise<object | string>;
}

/**
 * Declares an action. Before `handle` sees a request, its types are checked, then its constraints: the order in which
 * AWS does it.
 */
export function operation<M extends Members>(
  action: string,
  members: M,
  handle: (input: InputOf<M>, call: Call) => Promise<object | string>,
): Operation {
  return {
    action,
    members,
    run: async (body, call) => {
      const input = readMembers(members, body);
      checkConstraints(members, input);
      return handle(input as InputOf<M>, call);
    },
  };
}
