import { directoryPrices } from './directory-prices';
import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { priceSourceContract } from '../../testing/price-source.contract';

afterAll(removeFolders);

priceSourceContract('directoryPrices', async (files) => directoryPrices(folderWith(files)));
