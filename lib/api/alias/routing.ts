import { parseStateMachineArn, type StateMachineArn } from '../arn/state-machine-arn.ts';
import type { Call } from '../call.ts';
import { validation } from '../errors.ts';
import type { routingConfiguration } from '../shapes/named-shapes.ts';
import type { ValueOf } from '../shapes/shape.ts';
import type { AliasDocument, AliasRoute } from '../state-machine/state-machine-document.ts';
import { findVersion } from '../state-machine/stored-state-machine.ts';
import { versionArn } from '../version/publish.ts';

type RoutingConfiguration = ValueOf<typeof routingConfiguration>;

const WEIGHT_SUM = 100;

/** The machine whose versions a routing configuration names: that of its first item. */
export function machineOfRouting(routing: RoutingConfiguration): StateMachineArn {
  const arns = routing.map(({ stateMachineVersionArn }) => stateMachineVersionArn);
  const [machine, ...others] = arns.map(parseStateMachineArn);
  if (machine === undefined || others.some(({ unqualified }) => unqualified !== machine.unqualified)) {
    throw refused(`Routing configuration must contain versions of one state machine. Received: [${arns.join(', ')}]`);
  }
  return machine;
}

/** Checks a routing configuration in AWS's order and turns it into what is stored. */
export async function routesOf(
  call: Call,
  machine: StateMachineArn,
  routing: RoutingConfiguration,
): Promise<readonly AliasRoute[]> {
  const arns = routing.map(({ stateMachineVersionArn }) => stateMachineVersionArn);
  const weights = routing.map(({ weight }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== WEIGHT_SUM) {
    throw refused(`Sum of routing configuration weights must equal 100. Received: [${weights.join(', ')}]`);
  }
  if (new Set(arns).size < arns.length) {
    throw refused(
      `Routing configuration must contain distinct state machine version ARNs. Received: [${arns.join(', ')}]`,
    );
  }
  return Promise.all(
    routing.map(async ({ stateMachineVersionArn, weight }) => {
      const { unqualified, version: number } = parseStateMachineArn(stateMachineVersionArn);
      const known = number !== undefined && unqualified === machine.unqualified;
      const version = known ? await findVersion(call, machine, number) : undefined;
      if (version === undefined) {
        throw refused(`Routing configuration must contain state machine version ARNs. Received: [${arns.join(', ')}]`);
      }
      return { version: version.version, revision: version.revision, weight };
    }),
  );
}

/** A stored alias' routing as the API answers it. */
export function routingOf(machine: StateMachineArn, alias: AliasDocument): RoutingConfiguration {
  return alias.routing.map(({ version, weight }) => ({
    stateMachineVersionArn: versionArn(machine, version),
    weight,
  }));
}

const refused = (message: string) => validation(message, 'INVALID_ROUTING_CONFIGURATION');
