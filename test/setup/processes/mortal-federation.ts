import { decideLoading, readHost } from '../../../tools/engine/platform.ts';
import { type GatewayProcess, prepareGatewayProcess } from './gateway-process.ts';
import { prepareStoreProcess, type StoreProcess } from './store-process.ts';
import { startTwoAgencies, type TwoAgencies } from './two-agencies.ts';

/** Whether a store can be a process of its own here. */
export const RUNS_HERE = decideLoading(readHost()).kind !== 'unsupported';

/** Two agencies, and processes that a test kills: gateways, and the store that all of them write to. */
export interface MortalFederation {
  readonly agencies: TwoAgencies;
  readonly store: StoreProcess;
  readonly gateways: readonly GatewayProcess[];
  /** Makes one gateway more, which is not started. */
  readonly prepareGateway: (name: string, nodeOptions?: readonly string[]) => GatewayProcess;
  readonly end: () => Promise<void>;
}

/**
 * Starts store and gateways.
 *
 * @param names of the gateways in the ledger
 * @param environment of the gateways, beside what starts them
 */
export async function startMortalFederation(
  names: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<MortalFederation> {
  const ends: (() => void | Promise<void>)[] = [];
  const atEnd = (end: () => void | Promise<void>) => void ends.unshift(end);
  const agencies = await startTwoAgencies(atEnd);
  const store = await prepareStoreProcess(agencies.folder, atEnd);
  await store.start();
  const prepareGateway: MortalFederation['prepareGateway'] = (name, nodeOptions) => {
    const variables = { ...agencies.environment, LEDGER_URI: store.uri, ...environment };
    const gateway = prepareGatewayProcess(name, variables, nodeOptions);
    atEnd(gateway.kill);
    return gateway;
  };
  const gateways = names.map((name) => prepareGateway(name));
  for (const gateway of gateways) await gateway.start();
  return {
    agencies,
    store,
    gateways,
    prepareGateway,
    end: async () => {
      for (const end of ends) await end();
    },
  };
}
