import { weekdays } from '@dialplane/forwarding';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useMayChange } from '../../api/session';
import type { DraftRange } from './draft';
import { hoursOfDay, setHour } from './week';

type Props = {
  readonly weekly: readonly DraftRange[];
  readonly onChange: (weekly: readonly DraftRange[]) => void;
};

const hours = Array.from({ length: 24 }, (_, index) => index);
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A week, an hour a cell. A click opens or closes an hour, dragging many. By keyboard: arrows move, Space opens or closes. */
export const WeekGrid = ({ weekly, onChange }: Props) => {
  const [place, setPlace] = useState({ day: 0, hour: 9 });
  const [painting, setPainting] = useState<boolean>();
  const mayChange = useMayChange();
  const grid = useRef<HTMLTableElement>(null);
  const week = weekdays.map((day) => hoursOfDay(weekly, day));

  const paint = (day: number, hour: number, isOpen: boolean) => {
    const name = weekdays[day];
    // A disabled fieldset disables form controls only, which cells are not.
    if (mayChange && name !== undefined) onChange(setHour(weekly, name, hour, isOpen));
  };
  const isClosed = (day: number, hour: number) => week[day]?.[hour] !== 'open';
  const goTo = (day: number, hour: number) => {
    if (day < 0 || day > 6 || hour < 0 || hour > 23) return;
    setPlace({ day, hour });
    grid.current?.querySelector<HTMLElement>(`[data-place="${day}-${hour}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { day, hour } = place;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => goTo(day, hour - 1),
      ArrowRight: () => goTo(day, hour + 1),
      ArrowUp: () => goTo(day - 1, hour),
      ArrowDown: () => goTo(day + 1, hour),
      Home: () => goTo(day, 0),
      End: () => goTo(day, 23),
      ' ': () => paint(day, hour, isClosed(day, hour)),
      Enter: () => paint(day, hour, isClosed(day, hour)),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <table
      ref={grid}
      className="week-grid"
      role="grid"
      aria-label={mayChange ? 'Week: arrows move, Space opens or closes an hour' : 'Week: arrows move'}
      aria-readonly={!mayChange}
      onKeyDown={onKeyDown}
      onPointerUp={() => setPainting(undefined)}
      onPointerLeave={() => setPainting(undefined)}
    >
      <thead>
        <tr>
          <td />
          {hours.map((hour) => (
            <th key={hour} scope="col">
              {hour}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weekdays.map((name, day) => (
          <tr key={name}>
            <th scope="row">{capital(name).slice(0, 3)}</th>
            {hours.map((hour) => {
              const state = week[day]?.[hour] ?? 'closed';
              return (
                <td
                  key={hour}
                  role="gridcell"
                  className={`is-${state}`}
                  data-place={`${day}-${hour}`}
                  tabIndex={place.day === day && place.hour === hour ? 0 : -1}
                  aria-label={`${capital(name)} ${hour} o’clock: ${state}`}
                  aria-selected={state === 'open'}
                  onFocus={() => setPlace({ day, hour })}
                  onPointerDown={() => {
                    const opens = state !== 'open';
                    setPainting(opens);
                    paint(day, hour, opens);
                  }}
                  onPointerEnter={() => painting !== undefined && paint(day, hour, painting)}
                />
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
