// What the Price List API is asked. Imported when it is: whoever reads price files from elsewhere needs no SDK, and need not have it.
export { GetPriceListFileUrlCommand, ListPriceListsCommand } from '@aws-sdk/client-pricing';
