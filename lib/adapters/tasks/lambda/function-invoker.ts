import type { ServiceEndpoint } from '../../service-endpoint.ts';
import type { FunctionMapping, FunctionUrl, LocalFunction } from './function-source.ts';
import { emulatedService } from './emulated-service.ts';
import { functionAtUrl } from './function-url.ts';
import { functionNotFound } from './invoke-errors.ts';
import type { InvokeFunction } from './invocation.ts';
import { lambdaService } from './lambda-service.ts';
import type { LocalFunctionHost, LocalFunctions } from '../local/local-functions.ts';

export interface FunctionInvokerOptions extends LocalFunctionHost {
  /** Functions that are not in Lambda, by name. */
  readonly functions?: FunctionMapping;
  /** The Lambda service that has all other functions; absent: there are no others. */
  readonly lambdaService?: ServiceEndpoint;
}

interface FunctionInvoker {
  readonly invoke: InvokeFunction;
  close(): Promise<void>;
}

/** Finds a function where it is: mapped to a module, mapped to a URL, in the Lambda service, or nowhere. */
export function createFunctionInvoker(options: FunctionInvokerOptions): FunctionInvoker {
  const sources = new Map(Object.entries(options.functions ?? {}));
  const mapped = new Map<string, Promise<InvokeFunction>>();
  const service = options.lambdaService && lambdaService(options.lambdaService);
  let localFunctions: Promise<LocalFunctions> | undefined;

  /** Threads and the bundler are loaded when the first local function is called. */
  const local = () =>
    (localFunctions ??= import('../local/local-functions.ts').then((module) => module.createLocalFunctions(options)));

  const connect = async (name: string, source: LocalFunction | FunctionUrl) =>
    emulatedService('url' in source ? functionAtUrl(source.url) : (await local()).add(name, source));

  return {
    async invoke(invocation, signal) {
      const { name } = invocation.target;
      const source = sources.get(name);
      if (!source) return service ? service(invocation, signal) : functionNotFound(invocation.target);
      const known = mapped.get(name) ?? connect(name, source);
      mapped.set(name, known);
      return (await known)(invocation, signal);
    },
    async close() {
      await (await localFunctions)?.close();
    },
  };
}
