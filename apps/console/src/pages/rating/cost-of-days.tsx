import { Bars } from '../../parts/charts';
import type { RatingWindow } from './rating-query';

/** The cost of each day that has a published run. */
const CostOfDays = ({ windows }: { readonly windows: readonly RatingWindow[] }) => (
  <section className="card" aria-labelledby="cost-of-days">
    <h2 id="cost-of-days">Cost of each day</h2>
    <Bars
      caption="Cost in US dollars"
      unit="USD"
      rows={windows.flatMap(({ name, run }) =>
        run ? [{ name: name.replace('-Daily', ''), value: Number(run.cost.amount) }] : [],
      )}
    />
  </section>
);

export default CostOfDays;
