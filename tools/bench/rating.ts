import { benchRating } from './rating/bench-rating';

/** The rating part of `npm run bench` alone. */
benchRating();
