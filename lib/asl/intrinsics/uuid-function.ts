import { randomUuid } from '../data/random-uuid.ts';
import { intrinsic } from './intrinsic-function.ts';

export const UUID_FUNCTION = intrinsic('UUID', [], (_, scope) => randomUuid(() => scope.random()));
