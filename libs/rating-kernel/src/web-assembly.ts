/**
 * The part of WebAssembly that the kernel needs. Node has it, but its types are in TypeScript's browser library, which we do
 * not include.
 */
type WebAssembly = {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

export const { Module, Instance } = (globalThis as unknown as { readonly WebAssembly: WebAssembly })
  .WebAssembly;
