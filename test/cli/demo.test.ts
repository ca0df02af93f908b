import { expect, test } from 'vitest';
import { buildCommand, ROOT, stepyard } from './command.ts';

buildCommand();

test('stepyard demo runs the order workflow to its end and says what it would have cost', async () => {
  const { exitCode, stdout, stderr } = await stepyard(['demo'], ROOT);
  expect(stderr).toBe('');
  for (const text of [
    '> CheckOrder',
    '? AskForApproval',
    'the demo approves with SendTaskSuccess',
    'PackItem [2]',
    'CardNetworkError: The card network does not answer.',
    '~   ChargeCard',
    '< WaitForGlue',
    'x BookCourier',
    '> SendByPost',
    'SUCCEEDED after ',
    '"message": "Order A-1001 is on its way, Ada."',
    '15 state transitions, 1 of them a retry',
    'on AWS  $0.000375',
    'here    $0',
  ]) {
    expect(stdout).toContain(text);
  }
  expect(exitCode).toBe(0);
});
