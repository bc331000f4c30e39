import type { Issue } from '@dialplane/basics';
import { weekdays } from '@dialplane/forwarding';
import { type DraftHours, type DraftRange, officeHours } from './draft';
import { messageAt } from './issues';
import { localDate } from './local-time';
import { TargetsEditor } from './targets-editor';
import { WeekGrid } from './week-grid';

type Props = {
  readonly hours: DraftHours | undefined;
  readonly issues: readonly Issue[];
  readonly onChange: (hours: DraftHours | undefined) => void;
};

/** When the number is open: a week grid, exact times, holidays, and what rings outside the hours. */
export const HoursEditor = ({ hours, issues, onChange }: Props) => (
  <section className="card">
    <h2>Hours</h2>
    <label className="check">
      <input
        type="checkbox"
        checked={hours !== undefined}
        onChange={({ target }) => onChange(target.checked ? officeHours() : undefined)}
      />
      Open only at some hours
    </label>
    {hours && <Hours hours={hours} issues={issues} onChange={onChange} />}
  </section>
);

type HoursProps = Omit<Props, 'hours'> & { readonly hours: DraftHours };

const zones: readonly string[] = Intl.supportedValuesOf('timeZone');

const Hours = ({ hours, issues, onChange }: HoursProps) => {
  const { zone, weekly, holidays, outside } = hours;
  const change = (changed: Partial<DraftHours>) => onChange({ ...hours, ...changed });
  const zoneError = messageAt(issues, 'hours.zone');
  return (
    <div className="hours">
      <div className="field">
        <label htmlFor="zone">Time zone</label>
        <input
          id="zone"
          list="zones"
          value={zone}
          autoComplete="off"
          aria-invalid={zoneError !== undefined}
          onChange={({ target }) => change({ zone: target.value })}
        />
        <datalist id="zones">
          {zones.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        {zoneError && <span className="field-error">{zoneError}</span>}
      </div>
      <WeekGrid weekly={weekly} onChange={(changed) => change({ weekly: changed })} />
      <details open={issues.some(({ path }) => path.startsWith('hours.weekly'))}>
        <summary>Exact times</summary>
        <ul className="ranges">
          {weekly.map((range, index) => (
            // A range has no name of its own, and what is typed must stay in its place.
            <li key={index}>
              <RangeFields
                range={range}
                place={index + 1}
                error={issues.find(({ path }) => path.startsWith(`hours.weekly.${index}.`))?.message}
                onChange={(changed) =>
                  change({ weekly: weekly.map((it, place) => (place === index ? changed : it)) })
                }
                remove={() => change({ weekly: weekly.filter((_, place) => place !== index) })}
              />
            </li>
          ))}
        </ul>
        <button
          type="button"
          onClick={() => change({ weekly: [...weekly, { days: ['saturday'], from: '09:00', to: '12:00' }] })}
        >
          Add times
        </button>
      </details>
      <Holidays holidays={holidays} issues={issues} onChange={(changed) => change({ holidays: changed })} />
      <TargetsEditor
        title="Outside these hours, ring"
        path="hours.outside"
        targets={outside}
        issues={issues}
        onChange={(changed) => change({ outside: changed })}
      />
    </div>
  );
};

type RangeProps = {
  readonly range: DraftRange;
  readonly place: number;
  readonly error: string | undefined;
  readonly onChange: (range: DraftRange) => void;
  readonly remove: () => void;
};

const RangeFields = ({ range, place, error, onChange, remove }: RangeProps) => (
  <div role="group" aria-label={`Times ${place}`} className="toolbar">
    <input
      aria-label="From"
      className="time"
      value={range.from}
      onChange={({ target }) => onChange({ ...range, from: target.value })}
    />
    <span aria-hidden="true">to</span>
    <input
      aria-label="To"
      className="time"
      value={range.to}
      onChange={({ target }) => onChange({ ...range, to: target.value })}
    />
    {weekdays.map((day) => (
      <label key={day} className="check">
        <input
          type="checkbox"
          checked={range.days.includes(day)}
          onChange={({ target }) =>
            onChange({
              ...range,
              days: weekdays.filter((it) => (it === day ? target.checked : range.days.includes(it))),
            })
          }
        />
        <abbr title={day}>{day.slice(0, 2)}</abbr>
      </label>
    ))}
    <button type="button" aria-label={`Remove times ${place}`} onClick={remove}>
      Remove
    </button>
    {error && <span className="field-error">{error}</span>}
  </div>
);

type HolidaysProps = {
  readonly holidays: readonly string[];
  readonly issues: readonly Issue[];
  readonly onChange: (holidays: readonly string[]) => void;
};

const Holidays = ({ holidays, issues, onChange }: HolidaysProps) => (
  <fieldset>
    <legend>Holidays: closed from midnight to midnight</legend>
    <ul className="toolbar">
      {holidays.map((date, index) => (
        <li key={index} className="toolbar">
          <input
            type="date"
            aria-label={`Holiday ${index + 1}`}
            value={date}
            aria-invalid={messageAt(issues, `hours.holidays.${index}`) !== undefined}
            onChange={({ target }) =>
              onChange(holidays.map((it, place) => (place === index ? target.value : it)))
            }
          />
          <button
            type="button"
            aria-label={`Remove holiday ${index + 1}`}
            onClick={() => onChange(holidays.filter((_, place) => place !== index))}
          >
            Remove
          </button>
        </li>
      ))}
      <li>
        <button type="button" onClick={() => onChange([...holidays, localDate()])}>
          Add a holiday
        </button>
      </li>
    </ul>
  </fieldset>
);
