/** The names of the operations of an SDK package, such as `CreateSipRule`: its commands without their ending. */
export type OperationNames<Sdk> = NameIn<keyof Sdk>;

type NameIn<Export> = Export extends `${infer Name}Command` ? Exclude<Name, '$'> : never;

type Command<Sdk, Name extends string> = Extract<
  Sdk[`${Name}Command` & keyof Sdk],
  abstract new (...args: never) => unknown
>;

type Answer<Handler> = Handler extends (...args: never) => Promise<{ output: infer Output }> ? Output : never;

type Resolver<Instance> = Instance extends { resolveMiddleware: (...args: never) => infer Handler }
  ? Handler
  : never;

/**
 * A value after it was checked: the SDK's types allow `undefined` in members that the service requires, and these do not.
 */
export type Checked<T> = T extends Date
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Checked<Item>[]
    : T extends object
      ? {
          readonly [K in keyof T]: object extends Pick<T, K>
            ? Checked<T[K]>
            : Checked<Exclude<T[K], undefined>>;
        }
      : T;

/** The input of an operation, as the SDK types it, after it has been checked. */
export type OperationInput<Sdk, Name extends string> =
  InstanceType<Command<Sdk, Name>> extends { input: infer Input } ? Checked<Input> : never;

/** The output of an operation, as the SDK types it. */
export type OperationOutput<Sdk, Name extends string> = Checked<
  Omit<Answer<Resolver<InstanceType<Command<Sdk, Name>>>>, '$metadata'>
>;
