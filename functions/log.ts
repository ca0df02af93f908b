type Entry = Readonly<Record<string, unknown>> & { readonly message: string };

/** One sandbox serves one invocation at a time, so what is known about it can be kept here. */
let invocation: Readonly<Record<string, unknown>> = {};

/** What every line says from now on. */
export function setLogContext(context: Readonly<Record<string, unknown>>): void {
  invocation = context;
}

/** One entry for the operator, which Lambda writes as a line of JSON. Errors keep their stack here, and only here. */
export function logError({ error, ...entry }: Entry & { readonly error?: unknown }): void {
  console.error({ ...invocation, ...entry, ...(error !== undefined && describe(error)) });
}

function describe(error: unknown): object {
  if (!(error instanceof Error)) return { error: String(error) };
  const { name, message, stack, cause } = error;
  return { error: { name, message, stack, ...(cause !== undefined && { cause: describe(cause) }) } };
}
