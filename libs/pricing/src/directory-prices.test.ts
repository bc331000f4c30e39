import { directoryPrices } from './directory-prices';
import { folderWith, removeFolders } from './price-folder-for-tests';
import { priceSourceContract } from './price-source.contract';

afterAll(removeFolders);

priceSourceContract('directoryPrices', async (files) => directoryPrices(folderWith(files)));
