import type { StateMachineDefinition } from '../lib/asl/definition.ts';
import { advance, begin } from '../lib/asl/machine/advance.ts';
import { compile } from '../lib/asl/machine/compile.ts';
import { Payload } from '../lib/asl/payload.ts';
import { best, seconds, type Figure } from './report.ts';
import { workloads } from './workloads.ts';

const EXECUTIONS = 20_000;

/** The interpreter alone: ten Pass states from `begin` to the end, nothing encoded or stored. */
export async function measureCore(): Promise<readonly Figure[]> {
  const { definition, input, transitions } = workloads.tenPass;
  const machine = compile(definition as unknown as StateMachineDefinition);
  const text = JSON.stringify(input);
  const run = async (): Promise<number> => {
    const took = await seconds(async () => {
      for (let count = 0; count < EXECUTIONS; count += 1) {
        const facts = factsOf(count, text);
        const advanced = advance(machine, facts, begin(machine, facts), [], 0, 1_000);
        if (advanced instanceof Promise) await advanced;
      }
    });
    return (EXECUTIONS * transitions) / took;
  };
  return [{ name: 'core, ten Pass states', value: await best(3, run), unit: 'transitions/s' }];
}

function factsOf(count: number, text: string) {
  return {
    executionArn: `arn:aws:states:us-east-1:000000000000:execution:bench:${count}`,
    name: String(count),
    roleArn: 'arn:aws:iam::000000000000:role/bench',
    stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:bench',
    stateMachineName: 'bench',
    region: 'us-east-1',
    input: Payload.ofText(text),
    startTime: 0,
    redriveCount: 0,
    maxEvents: 25_000,
    taskToken: () => '',
  };
}
