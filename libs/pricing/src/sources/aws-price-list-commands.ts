// The commands of the Price List API. Imported dynamically, so that a program with another price source does not need the SDK.
export { GetPriceListFileUrlCommand, ListPriceListsCommand } from '@aws-sdk/client-pricing';
