/** Price of a Standard workflow's state transition in us-east-1, in dollars (AWS Step Functions pricing). */
const DOLLARS_PER_TRANSITION = 0.000025;
const MANY = 1_000_000;

/** What an execution would have cost on AWS, and what it cost here. */
export function costLines(transitions: number, retries: number): readonly string[] {
  const dollars = transitions * DOLLARS_PER_TRANSITION;
  return [
    `${transitions} state transitions, ${retries} ${retries === 1 ? 'of them a retry' : 'of them retries'}`,
    `on AWS  $${dollars.toFixed(6)}  at $0.000025 each; a million such executions: $${Math.round(dollars * MANY)}`,
    'here    $0',
  ];
}
