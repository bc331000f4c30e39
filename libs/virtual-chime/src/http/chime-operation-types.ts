import type * as sdk from '@aws-sdk/client-chime-sdk-voice';

type Sdk = typeof sdk;

type NameIn<Export> = Export extends `${infer Name}Command` ? Exclude<Name, '$'> : never;

/** An operation by the name that the service's API gives it, such as `CreateSipRule`. */
export type OperationName = NameIn<keyof Sdk>;

type Command<Name extends OperationName> = Extract<
  Sdk[`${Name}Command` & keyof Sdk],
  abstract new (...args: never) => unknown
>;

type Answer<Handler> = Handler extends (...args: never) => Promise<{ output: infer Output }> ? Output : never;

type Resolver<Instance> = Instance extends { resolveMiddleware: (...args: never) => infer Handler }
  ? Handler
  : never;

/**
 * What has been checked: the SDK's types leave room for `undefined` in members that the service requires, and these do not.
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
export type InputOf<Name extends OperationName> =
  InstanceType<Command<Name>> extends { input: infer Input } ? Checked<Input> : never;

/** The output of an operation, as the SDK types it. */
export type OutputOf<Name extends OperationName> = Checked<
  Omit<Answer<Resolver<InstanceType<Command<Name>>>>, '$metadata'>
>;
