/**
 * The seconds from check-out to the look-up in the flow that the CLI and the console assume, unless a person enters their own.
 * An estimate: measure your own transfers.
 */
export const usualSetupSeconds = 8;
