// The commands of the Price List API. Imported dynamically: a program that reads price files from elsewhere need not have the SDK.
export { GetPriceListFileUrlCommand, ListPriceListsCommand } from '@aws-sdk/client-pricing';
