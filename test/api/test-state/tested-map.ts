import { createStateTester, type TestRequest } from './state-tester.ts';

export const tester = createStateTester();
export const ItemProcessor = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };
export const inline = { Type: 'Map', ItemsPath: '$.items', ItemProcessor, End: true };
export const distributed = {
  ...inline,
  ItemProcessor: { ...ItemProcessor, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
};
export const input = { items: [{ n: 1 }, { n: 2 }], limit: 1, share: 50 };
export const mock = { result: '["a","b"]' };

/** Tests a Map whose children come to a mocked result, with everything that is shown of it. */
export const inspect = async (state: object, more: Partial<TestRequest> = {}) =>
  tester.test({ state, input, mock, inspectionLevel: 'DEBUG', ...more });
